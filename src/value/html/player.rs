//! The players that pages embed: where people find what plays in them, and a picture of it.
//!
//! Both are made from the address alone, since a build asks nobody.

use url::Url;

use crate::value::link::WebUrl;

/// Where a player's film or sound has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) to: WebUrl,
    pub(super) poster: Option<WebUrl>,
}

impl Page {
    /// The page for people where the address is a known player's: many of those refuse to be opened alone. Any other
    /// address is its own page.
    pub(super) fn of(player: WebUrl) -> Self {
        let page = Url::parse(player.as_str()).ok().and_then(|url| known(&url));
        let web = |address: String| WebUrl::parse(&address).ok();
        match page.and_then(|(to, poster)| Some((web(to)?, poster))) {
            Some((to, poster)) => Self { to, poster: poster.and_then(web) },
            None => Self { to: player, poster: None },
        }
    }
}

/// The addresses of the page and of its picture.
fn known(player: &Url) -> Option<(String, Option<String>)> {
    let host = player.host_str()?.trim_start_matches("www.").trim_start_matches("m.");
    let path = player.path().trim_end_matches('/');
    let query = |key: &str| player.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned());
    let last = path.rsplit('/').next().filter(|last| is_key(last));
    let without = |prefix: &str| path.strip_prefix(prefix).filter(|rest| rest.starts_with('/'));
    let alone = |page: String| Some((page, None));
    match host {
        "youtube.com" | "youtube-nocookie.com" if path == "/embed/videoseries" => {
            alone(format!("https://www.youtube.com/playlist?list={}", query("list").filter(|list| is_key(list))?))
        }
        "youtube.com" | "youtube-nocookie.com" => {
            let video = without("/embed").or_else(|| without("/v")).and(last).filter(|video| video.len() == 11)?;
            let start = query("start").filter(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
            let start = start.filter(|start| !start.is_empty()).map_or(String::new(), |start| format!("&t={start}"));
            let poster = format!("https://i.ytimg.com/vi/{video}/hqdefault.jpg");
            Some((format!("https://www.youtube.com/watch?v={video}{start}"), Some(poster)))
        }
        "player.vimeo.com" => {
            let video = without("/video").and(last).filter(|video| video.bytes().all(|byte| byte.is_ascii_digit()))?;
            // What is not public can be seen by those who have the second part.
            let secret =
                query("h").filter(|secret| is_key(secret)).map_or(String::new(), |secret| format!("/{secret}"));
            alone(format!("https://vimeo.com/{video}{secret}"))
        }
        "dailymotion.com" | "geo.dailymotion.com" => {
            let video = query("video").or_else(|| without("/embed/video").and(last).map(str::to_owned));
            let video = video.filter(|video| is_key(video))?;
            let poster = format!("https://www.dailymotion.com/thumbnail/video/{video}");
            Some((format!("https://www.dailymotion.com/video/{video}"), Some(poster)))
        }
        "open.spotify.com" => {
            let rest = without("/embed-podcast").or_else(|| without("/embed"))?;
            alone(format!("https://open.spotify.com{rest}"))
        }
        "embed.podcasts.apple.com" | "embed.music.apple.com" => {
            alone(player.as_str().replacen("https://embed.", "https://", 1))
        }
        "w.soundcloud.com" => alone(query("url").filter(|page| page.starts_with("https://soundcloud.com/"))?),
        "facebook.com" if path.starts_with("/plugins/") => {
            alone(query("href").filter(|page| page.starts_with("https://www.facebook.com/"))?)
        }
        "platform.twitter.com" | "platform.x.com" => {
            let post = query("id").filter(|post| post.bytes().all(|byte| byte.is_ascii_digit()))?;
            alone(format!("https://x.com/i/status/{post}"))
        }
        "instagram.com" => alone(format!("https://www.instagram.com{}/", path.strip_suffix("/embed")?)),
        "archive.org" => alone(format!("https://archive.org/details{}", without("/embed")?)),
        "player.twitch.tv" => {
            let channel = query("channel").filter(|channel| is_key(channel));
            let film = query("video").filter(|film| is_key(film));
            let film = film.map(|film| format!("videos/{}", film.trim_start_matches('v')));
            alone(format!("https://www.twitch.tv/{}", channel.or(film)?))
        }
        _ => None,
    }
}

/// Whether the text is what services name things by.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_have_pages() {
        for (player, page) in [
            ("https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
            ("https://www.youtube-nocookie.com/embed/a-_4w9WgXcQ/", "https://www.youtube.com/watch?v=a-_4w9WgXcQ"),
            ("https://youtube.com/embed/dQw4w9WgXcQ?start=90", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90"),
            ("https://www.youtube.com/embed/videoseries?list=PL1_2", "https://www.youtube.com/playlist?list=PL1_2"),
            ("https://player.vimeo.com/video/76979871", "https://vimeo.com/76979871"),
            ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
            ("https://www.dailymotion.com/embed/video/x8a", "https://www.dailymotion.com/video/x8a"),
            ("https://geo.dailymotion.com/player.html?video=x8a", "https://www.dailymotion.com/video/x8a"),
            ("https://open.spotify.com/embed/episode/1a?x=1", "https://open.spotify.com/episode/1a"),
            ("https://embed.podcasts.apple.com/us/podcast/id1", "https://podcasts.apple.com/us/podcast/id1"),
            ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b", "https://soundcloud.com/a/b"),
            ("https://www.instagram.com/p/C1/embed/", "https://www.instagram.com/p/C1/"),
            ("https://platform.twitter.com/embed/Tweet.html?id=12", "https://x.com/i/status/12"),
            ("https://archive.org/embed/harbour-1911", "https://archive.org/details/harbour-1911"),
            ("https://player.twitch.tv/?channel=gazette&parent=a", "https://www.twitch.tv/gazette"),
            (
                "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fgazette%2Fvideos%2F1%2F",
                "https://www.facebook.com/gazette/videos/1/",
            ),
            ("https://player.twitch.tv/?video=v123", "https://www.twitch.tv/videos/123"),
            ("https://player.vimeo.com/video/76979871?h=%2F%2Fevil", "https://vimeo.com/76979871"),
        ] {
            assert_eq!(Page::of(WebUrl::parse(player).unwrap()).to.as_str(), page, "{player}");
        }
    }

    #[test]
    fn what_is_no_known_player_is_its_own_page() {
        for address in [
            "https://www.youtube.com/embed/too-short",
            "https://www.youtube.com/embed/%22%3E%3Cscript",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://player.vimeo.com/video/",
            "https://w.soundcloud.com/player/?url=javascript:x",
            "https://www.facebook.com/plugins/post.php?href=https://evil.example/",
            "https://www.facebook.com/dialog/feed?href=https://www.facebook.com/gazette",
            "https://open.spotify.com/embedded",
            "https://maps.example/embed?x=1",
            "https://player.twitch.tv/?channel=a%2Fb",
            "https://geo.dailymotion.com/player.html?video=..%2Fx8a",
            "https://www.youtube.com/embed/videoseries?list=",
        ] {
            let player = WebUrl::parse(address).unwrap();
            assert_eq!(Page::of(player.clone()), Page { to: player, poster: None });
        }
    }

    #[test]
    fn some_have_a_picture() {
        for (player, poster) in [
            ("https://www.youtube.com/embed/dQw4w9WgXcQ", Some("https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg")),
            ("https://www.dailymotion.com/embed/video/x8a", Some("https://www.dailymotion.com/thumbnail/video/x8a")),
            ("https://player.vimeo.com/video/76979871", None),
        ] {
            let page = Page::of(WebUrl::parse(player).unwrap());
            assert_eq!(page.poster.as_ref().map(WebUrl::as_str), poster, "{player}");
        }
    }
}

//! Any bytes are an older feed, and any an article: ids are adopted or refused, each article at most once, with one edit
//! that is read back; a second time there is nothing to do.
#![no_main]

use std::collections::BTreeSet;
use std::sync::Arc;

use dateline::adopt::{Adoption, adopt};
use dateline::article::Article;
use dateline::compile::{Survey, survey};
use dateline::pin::pin;
use dateline::published::{self, Feed};
use dateline::source::{NoFiles, Source, Sources};
use dateline::value::moment::Moment;
use libfuzzer_sys::fuzz_target;

const CONFIG: &str = "[site]\ntitle = \"G\"\nlink = \"https://gazette.example/\"\ntimezone = \"America/New_York\"\n";
const ARTICLES: [&str; 2] = [
    "title = \"Ferry line returns\"\nslug = \"ferry\"\ndate = 2026-02-01T08:00:00-05:00\nbody = \"The ferry is back.\"\n",
    "title = \"Police log\"\ndate = 2026-02-08\nurl = \"https://gazette.example/2026/log/\"\nbody = \"Quiet.\"\n",
];
/// What stands between an article and a feed.
const BETWEEN: &[u8] = b"\n%%\n";

fn read(texts: &[Vec<u8>]) -> Survey {
    let named = |(number, text): (usize, &Vec<u8>)| {
        Arc::new(Source::from_bytes(format!("articles/{number}.toml"), text))
    };
    let articles: Vec<Arc<Source>> = texts.iter().enumerate().map(named).collect();
    let sources = Sources {
        config: Arc::new(Source::from_bytes("config.toml", CONFIG.as_bytes())),
        articles: &articles,
        files: &NoFiles,
        published: None,
        spools: None,
    };
    survey(&sources, Moment::from_timestamp(1_773_144_000).unwrap()).unwrap()
}

/// The texts with the feed's ids, and how many changed.
fn adopted(texts: &[Vec<u8>], feed: &Feed) -> (Vec<Vec<u8>>, usize) {
    let survey = read(texts);
    let articles: Vec<&Article> = survey.articles.iter().filter(|article| !survey.is_faulty(article)).collect();
    let Adoption { named, absent, .. } = adopt(&articles, survey.config.site.link.host(), std::slice::from_ref(feed));
    let known: BTreeSet<usize> = named.iter().map(|one| one.article).chain(absent.iter().copied()).collect();
    assert_eq!((known.len(), named.len() + absent.len()), (articles.len(), articles.len()));
    let mut texts = texts.to_vec();
    let mut changed = 0;
    for one in named {
        let Ok(identity) = one.identity else { continue };
        let source = &articles[one.article].place().source;
        let Ok(Some(edit)) = pin(source.text(), &identity) else { continue };
        let pinned = edit.apply(source.text());
        assert_eq!(pin(&pinned, &identity), Ok(None), "{pinned}");
        let number: usize = source.path()["articles/".len()..].trim_end_matches(".toml").parse().unwrap();
        texts[number] = pinned.into_bytes();
        changed += 1;
    }
    (texts, changed)
}

fuzz_target!(|bytes: &[u8]| {
    let Some(at) = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN) else { return };
    let (article, feed) = (&bytes[..at], &bytes[at + BETWEEN.len()..]);
    let Ok(feed) = published::read(feed) else { return };
    let texts: Vec<Vec<u8>> = [article, ARTICLES[0].as_bytes(), ARTICLES[1].as_bytes()].map(<[u8]>::to_vec).into();
    let (once, _) = adopted(&texts, &feed);
    let (_, changed) = adopted(&once, &feed);
    assert_eq!(changed, 0, "a second time something changes");
});

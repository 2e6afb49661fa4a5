//! The namespaces of feeds: which are known, under which prefix, and whether their elements are checked.

/// A namespace that feeds use; each is named for its usual prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Ns {
    /// No namespace at all.
    None,
    /// One that is not in the table.
    Unknown,
    Xml,
    Atom,
    Atom03,
    App,
    Xhtml,
    Svg,
    MathMl,
    XLink,
    Access,
    Admin,
    Ag,
    Annotate,
    Audio,
    BlogChannel,
    Cc,
    Cf,
    Company,
    Content,
    Conversations,
    Cp,
    CreativeCommons,
    Dc,
    DcTerms,
    Email,
    Ev,
    FeedBurner,
    Fh,
    Foaf,
    Geo,
    GeoRss,
    GeoUrl,
    Gml,
    Icbm,
    Image,
    Indexing,
    Itunes,
    L,
    Media,
    MediaBare,
    OpenSearch,
    OpenSearch1,
    Rdf,
    Rdfs,
    Ref,
    Reqv,
    Rss090,
    Rss10,
    Search,
    Slash,
    Ss,
    Str,
    Sub,
    Sx,
    Sy,
    Taxo,
    Thr,
    ThrRss,
    Trackback,
    Wfw,
    Wiki,
    WikiOld,
    Podcast,
    Live,
}

/// What is made of a namespace's elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// They are checked.
    Checked,
    /// It is in use, and W3C's validator says that it does not check it.
    Unsupported,
    /// It is in use, and W3C's validator takes it for unknown.
    Live,
}

/// Each namespace: what it is here, its address, its usual prefix, its standing.
pub(crate) const NAMESPACES: &[(Ns, &str, &str, Standing)] = {
    use Standing::{Checked, Live, Unsupported};
    &[
        (Ns::Xml, "http://www.w3.org/XML/1998/namespace", "xml", Checked),
        (Ns::Atom, "http://www.w3.org/2005/Atom", "atom", Checked),
        (Ns::Atom03, "http://purl.org/atom/ns#", "atom", Checked),
        (Ns::App, "http://www.w3.org/2007/app", "app", Checked),
        (Ns::Xhtml, "http://www.w3.org/1999/xhtml", "xhtml", Checked),
        (Ns::Svg, "http://www.w3.org/2000/svg", "svg", Checked),
        (Ns::MathMl, "http://www.w3.org/1998/Math/MathML", "mathml", Checked),
        (Ns::XLink, "http://www.w3.org/1999/xlink", "xlink", Checked),
        (Ns::Access, "http://www.bloglines.com/about/specs/fac-1.0", "access", Checked),
        (Ns::Admin, "http://webns.net/mvcb/", "admin", Checked),
        (Ns::Ag, "http://purl.org/rss/1.0/modules/aggregation/", "ag", Checked),
        (Ns::Annotate, "http://purl.org/rss/1.0/modules/annotate/", "annotate", Checked),
        (Ns::Audio, "http://media.tangent.org/rss/1.0/", "audio", Checked),
        (Ns::BlogChannel, "http://backend.userland.com/blogChannelModule", "blogChannel", Checked),
        (Ns::Cc, "http://web.resource.org/cc/", "cc", Checked),
        (Ns::Cf, "http://www.microsoft.com/schemas/rss/core/2005", "cf", Checked),
        (Ns::Company, "http://purl.org/rss/1.0/modules/company", "company", Checked),
        (Ns::Content, "http://purl.org/rss/1.0/modules/content/", "content", Checked),
        (Ns::Conversations, "http://conversationsnetwork.org/rssNamespace-1.0/", "conversationsNetwork", Checked),
        (Ns::Cp, "http://my.theinfo.org/changed/1.0/rss/", "cp", Checked),
        (Ns::CreativeCommons, "http://backend.userland.com/creativeCommonsRssModule", "creativeCommons", Checked),
        (Ns::Dc, "http://purl.org/dc/elements/1.1/", "dc", Checked),
        (Ns::DcTerms, "http://purl.org/dc/terms/", "dcterms", Checked),
        (Ns::Email, "http://purl.org/rss/1.0/modules/email/", "email", Checked),
        (Ns::Ev, "http://purl.org/rss/1.0/modules/event/", "ev", Checked),
        (Ns::FeedBurner, "http://rssnamespace.org/feedburner/ext/1.0", "feedburner", Checked),
        (Ns::Fh, "http://purl.org/syndication/history/1.0", "fh", Checked),
        (Ns::Foaf, "http://xmlns.com/foaf/0.1/", "foaf", Checked),
        (Ns::Geo, "http://www.w3.org/2003/01/geo/wgs84_pos#", "geo", Checked),
        (Ns::GeoRss, "http://www.georss.org/georss", "georss", Checked),
        (Ns::Gml, "http://www.opengis.net/gml", "gml", Checked),
        (Ns::Icbm, "http://postneo.com/icbm", "icbm", Checked),
        (Ns::GeoUrl, "http://geourl.org/rss/module/", "geourl", Checked),
        (Ns::Image, "http://purl.org/rss/1.0/modules/image/", "image", Checked),
        (Ns::Indexing, "urn:atom-extension:indexing", "indexing", Checked),
        (Ns::Itunes, "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", Checked),
        (Ns::L, "http://purl.org/rss/1.0/modules/link/", "l", Checked),
        (Ns::Media, "http://search.yahoo.com/mrss/", "media", Checked),
        (Ns::MediaBare, "http://search.yahoo.com/mrss", "media", Checked),
        (Ns::OpenSearch, "http://a9.com/-/spec/opensearch/1.1/", "opensearch", Checked),
        (Ns::OpenSearch1, "http://a9.com/-/spec/opensearchrss/1.0/", "opensearch10", Checked),
        (Ns::Rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", Checked),
        (Ns::Rdfs, "http://www.w3.org/2000/01/rdf-schema#", "rdfs", Checked),
        (Ns::Ref, "http://purl.org/rss/1.0/modules/reference/", "ref", Checked),
        (Ns::Reqv, "http://purl.org/rss/1.0/modules/richequiv/", "reqv", Checked),
        (Ns::Rss090, "http://my.netscape.com/rdf/simple/0.9/", "rss090", Checked),
        (Ns::Rss10, "http://purl.org/rss/1.0/", "rss1", Checked),
        (Ns::Search, "http://purl.org/rss/1.0/modules/search/", "search", Checked),
        (Ns::Slash, "http://purl.org/rss/1.0/modules/slash/", "slash", Checked),
        (Ns::Ss, "http://purl.org/rss/1.0/modules/servicestatus/", "ss", Checked),
        (Ns::Str, "http://hacks.benhammersley.com/rss/streaming/", "str", Checked),
        (Ns::Sub, "http://purl.org/rss/1.0/modules/subscription/", "sub", Checked),
        (Ns::Sx, "http://feedsync.org/2007/feedsync", "sx", Checked),
        (Ns::Sy, "http://purl.org/rss/1.0/modules/syndication/", "sy", Checked),
        (Ns::Taxo, "http://purl.org/rss/1.0/modules/taxonomy/", "taxo", Checked),
        (Ns::Thr, "http://purl.org/syndication/thread/1.0", "thr", Checked),
        (Ns::ThrRss, "http://purl.org/rss/1.0/modules/threading/", "thr", Checked),
        (Ns::Trackback, "http://madskills.com/public/xml/rss/module/trackback/", "trackback", Checked),
        (Ns::Wfw, "http://wellformedweb.org/CommentAPI/", "wfw", Checked),
        (Ns::Wiki, "http://purl.org/rss/1.0/modules/wiki/", "wiki", Checked),
        (Ns::WikiOld, "http://www.usemod.com/cgi-bin/mb.pl?ModWiki", "wiki", Checked),
        (Ns::Podcast, "https://podcastindex.org/namespace/1.0", "podcast", Unsupported),
        (
            Ns::Podcast,
            "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
            "podcast",
            Unsupported,
        ),
        (Ns::Live, "http://www.rawvoice.com/rawvoiceRssModule/", "rawvoice", Unsupported),
        (Ns::Live, "https://blubrry.com/developer/rawvoice-rss/", "rawvoice", Unsupported),
        (Ns::Live, "https://schema.org/", "schema", Unsupported),
        (Ns::Live, "http://schema.org/", "schema", Unsupported),
        (Ns::Live, "http://schemas.google.com/g/2005", "gd", Unsupported),
        (Ns::Live, "http://base.google.com/ns/1.0", "g", Live),
        (Ns::Live, "http://base.google.com/cns/1.0", "c", Live),
        (Ns::Live, "http://purl.org/rss/1.0/modules/rss091#", "rss091", Live),
        (Ns::Live, "http://openid.net/xmlns/1.0", "openid", Live),
        (Ns::Live, "http://schemas.google.com/gdata/2005", "gdata", Live),
        (Ns::Live, "http://schemas.google.com/blogger/2008", "blogger", Live),
        (Ns::Live, "http://www.google.com/schemas/play-podcasts/1.0", "googleplay", Live),
        (Ns::Live, "http://podlove.org/simple-chapters", "psc", Live),
        (Ns::Live, "http://podlove.org/simple-chapters/", "psc", Live),
        (Ns::Live, "http://webfeeds.org/rss/1.0", "webfeeds", Live),
        (Ns::Live, "http://source.scripting.com/", "source", Live),
        (Ns::Live, "https://source.scripting.com/", "source", Live),
        (Ns::Live, "com-wordpress:feed-additions:1", "post", Live),
        (Ns::Live, "http://www.youtube.com/xml/schemas/2015", "yt", Live),
        (Ns::Live, "http://gdata.youtube.com/schemas/2007", "yt", Live),
        (Ns::Live, "http://www.spotify.com/ns/rss", "spotify", Live),
        (Ns::Live, "https://www.spotify.com/ns/rss", "spotify", Live),
        (Ns::Live, "https://schema.acast.com/1.0/", "acast", Live),
        (Ns::Live, "http://www.smartnews.be/snf", "snf", Live),
        (Ns::Live, "http://news.yandex.ru", "yandex", Live),
        (Ns::Live, "http://turbo.yandex.ru", "turbo", Live),
        (Ns::Live, "http://api.yandex.ru/webmaster/turbo", "turbo", Live),
        (Ns::Live, "https://access.acast.com/schema/1.0/", "podaccess", Live),
        (Ns::Live, "http://joinmastodon.org/ns#", "mastodon", Live),
        (Ns::Live, "http://activitystrea.ms/spec/1.0/", "activity", Live),
        (Ns::Live, "http://ostatus.org/schema/1.0", "ostatus", Live),
        (Ns::Live, "http://portablecontacts.net/spec/1.0", "poco", Live),
        (Ns::Live, "http://prismstandard.org/namespaces/basic/2.0/", "prism", Live),
        (Ns::Live, "http://purl.org/rss/1.0/modules/prism/", "prism", Live),
        (Ns::Live, "http://www.arxiv.org/schemas/atom", "arxiv", Live),
        (Ns::Live, "http://arxiv.org/schemas/atom", "arxiv", Live),
        (Ns::Live, "http://www.libsyn.com/rss-namespace", "libsyn", Live),
        (Ns::Live, "http://omny.fm/rss-extensions", "omny", Live),
        (Ns::Live, "http://pingback.com/ns/", "pingback", Live),
        (Ns::Live, "http://madskills.com/public/xml/rss/module/pingback/", "pingback", Live),
        (Ns::Live, "http://www.opengis.net/kml/2.2", "kml", Live),
        (Ns::Live, "http://earth.google.com/kml/2.0", "kml", Live),
        (Ns::Live, "http://earth.google.com/kml/2.1", "kml", Live),
        (Ns::Live, "http://earth.google.com/kml/2.2", "kml", Live),
        (Ns::Live, "http://jira.atlassian.com/schema", "jira", Live),
        (Ns::Live, "http://purl.org/atompub/tombstones/1.0", "at", Live),
        (Ns::Live, "http://purl.org/atompub/rank/1.0", "re", Live),
        (Ns::Live, "http://purl.org/NET/atom-bidi", "bidi", Live),
        (Ns::Live, "http://discourse.org/rss/modules/discourse/", "discourse", Live),
        (Ns::Live, "https://www.drupal.org/project/views_rss", "views", Live),
    ]
};

impl Ns {
    /// The namespace of an address.
    pub(crate) fn of(uri: &str) -> Self {
        match uri {
            "" => Self::None,
            _ if uri.eq_ignore_ascii_case("http://www.itunes.com/dtds/podcast-1.0.dtd") => Self::Itunes,
            _ => NAMESPACES.iter().find(|(_, known, ..)| *known == uri).map_or(Self::Unknown, |(ns, ..)| *ns),
        }
    }

    /// The prefix that everyone uses for it; empty where there is none.
    pub(crate) fn prefix(self) -> &'static str {
        NAMESPACES.iter().find(|(ns, ..)| *ns == self).map_or("", |(.., prefix, _)| *prefix)
    }

    /// The namespace that everyone uses a prefix for, with its address.
    pub(crate) fn of_prefix(prefix: &str) -> Option<(Self, &'static str)> {
        let known = NAMESPACES.iter().filter(|(.., standing)| *standing == Standing::Checked);
        known.clone().find(|(.., known, _)| *known == prefix).map(|(ns, uri, ..)| (*ns, *uri))
    }
}

/// What is made of the elements of a namespace, by its address; `None` if it is unknown.
pub(crate) fn standing(uri: &str) -> Option<Standing> {
    NAMESPACES.iter().find(|(_, known, ..)| *known == uri).map(|(.., standing)| *standing)
}

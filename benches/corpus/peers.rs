//! The same articles as other generators want them, with templates for the same two feeds and nothing else.

use super::articles::Article;

/// A file: its path below the folder, and its text.
pub(crate) type File = (String, String);

/// A shape of files: what is beside the articles, and an article.
pub(crate) struct Shape {
    pub(crate) files: fn(usize) -> Vec<File>,
    pub(crate) article: fn(&Article) -> File,
}

/// The shape of a generator's files, by its name.
pub(crate) fn shape(name: &str) -> Option<Shape> {
    Some(match name {
        "dateline" => Shape {
            files: |limit| vec![file("config.toml", &super::articles::config("\"rss\", \"atom\"", limit))],
            article: |article| (format!("articles/{}.toml", article.slug), article.to_toml()),
        },
        "hugo" => Shape {
            files: hugo,
            article: |article| (format!("content/posts/{}.md", article.slug), toml_front(article, false)),
        },
        "zola" => Shape {
            files: zola,
            article: |article| (format!("content/posts/{}.md", article.slug), toml_front(article, true)),
        },
        "eleventy" => {
            Shape { files: eleventy, article: |article| (format!("posts/{}.md", article.slug), yaml_front(article)) }
        }
        "jekyll" => Shape {
            files: jekyll,
            article: |article| (format!("_posts/{}-{}.md", &article.date[..10], article.slug), yaml_front(article)),
        },
        _ => return None,
    })
}

fn file(path: &str, text: &str) -> File {
    (path.to_owned(), text.to_owned())
}

fn toml_front(article: &Article, is_zola: bool) -> String {
    let Article { slug, title, date, names, summary, tags, body, section, .. } = article;
    let (names, tags) = (names.join("\", \""), tags.join("\", \""));
    // Zola wants taxonomies and what is not its own in tables.
    let rest = if is_zola {
        format!("authors = [\"{names}\"]\n[taxonomies]\ntags = [\"{tags}\"]\n[extra]\nsection = \"{section}\"\n")
    } else {
        format!("authors = [\"{names}\"]\ntags = [\"{tags}\"]\ncategories = [\"{section}\"]\n")
    };
    format!(
        "+++\ntitle = \"{title}\"\ndate = {date}\nslug = \"{slug}\"\ndescription = \"{summary}\"\n{rest}+++\n{body}"
    )
}

fn yaml_front(article: &Article) -> String {
    let Article { title, date, names, summary, tags, body, slug, section, .. } = article;
    let (names, tags) = (names.join(", "), tags.join("\", \""));
    format!(
        "---\ntitle: \"{title}\"\ndate: {date}\nslug: {slug}\nauthor: \"{names}\"\nsummary: \"{summary}\"\n\
         section: \"{section}\"\ntags: [\"{tags}\"]\n---\n{body}"
    )
}

/// An RSS feed around a loop, in the words of a template language.
fn rss(open: &str, item: [&str; 5], close: &str) -> String {
    let [title, link, date, summary, content] = item;
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Harbour Gazette</title>\
         <link>https://gazette.example/</link><description>News from the waterfront</description>\n{open}<item>\
         <title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>\
         <description>{summary}</description><content:encoded>{content}</content:encoded></item>\n{close}\
         </channel></rss>\n"
    )
}

/// An Atom feed, likewise.
fn atom(open: &str, entry: [&str; 5], close: &str) -> String {
    let [title, link, date, summary, content] = entry;
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\
         <title>The Harbour Gazette</title><id>https://gazette.example/</id><updated>2025-12-31T00:00:00Z</updated>\n\
         {open}<entry><title>{title}</title><link href=\"{link}\"/><id>{link}</id><published>{date}</published>\
         <updated>{date}</updated><author><name>Staff</name></author><summary>{summary}</summary>\
         <content type=\"html\">{content}</content></entry>\n{close}</feed>\n"
    )
}

fn hugo(limit: usize) -> Vec<File> {
    let pages = if limit == 0 { "site.RegularPages".to_owned() } else { format!("first {limit} site.RegularPages") };
    let open = format!("{{{{ range {pages} }}}}");
    let item = |date| {
        let content = "{{ .Content | transform.XMLEscape | safeHTML }}";
        ["{{ .Title }}", "{{ .Permalink }}", date, "{{ .Description }}", content]
    };
    let config = "baseURL = \"https://gazette.example/\"\ntitle = \"The Harbour Gazette\"\n\
                  disableKinds = [\"section\", \"taxonomy\", \"term\", \"sitemap\", \"robotsTXT\", \"404\"]\n\
                  [outputs]\nhome = [\"rss\", \"atom\"]\n[outputFormats.atom]\nmediaType = \"application/atom+xml\"\n\
                  baseName = \"atom\"\n[mediaTypes.\"application/atom+xml\"]\nsuffixes = [\"xml\"]\n\
                  [[cascade]]\n[cascade.build]\nrender = \"never\"\n[cascade.target]\nkind = \"page\"\n";
    // Go's templates take the declaration for text.
    let declared = |feed: String| {
        feed.replace(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
            "{{ `<?xml version=\"1.0\" encoding=\"utf-8\"?>` | safeHTML }}",
        )
    };
    vec![
        file("hugo.toml", config),
        (
            "layouts/home.rss.xml".to_owned(),
            declared(rss(&open, item("{{ .Date.Format \"Mon, 02 Jan 2006 15:04:05 -0700\" }}"), "{{ end }}")),
        ),
        (
            "layouts/home.atom.xml".to_owned(),
            declared(atom(&open, item("{{ .Date.Format \"2006-01-02T15:04:05Z07:00\" }}"), "{{ end }}")),
        ),
    ]
}

fn zola(limit: usize) -> Vec<File> {
    let limit = if limit == 0 { String::new() } else { format!("feed_limit = {limit}\n") };
    let open = "{% for page in pages %}";
    let item = |date| {
        let link = "{{ page.permalink | escape_xml | safe }}";
        ["{{ page.title }}", link, date, "{{ page.description }}", "{{ page.content }}"]
    };
    let config = format!(
        "base_url = \"https://gazette.example\"\ntitle = \"The Harbour Gazette\"\ncompile_sass = false\n\
         generate_feeds = true\nfeed_filenames = [\"rss.xml\", \"atom.xml\"]\n{limit}\
         taxonomies = [{{ name = \"tags\", render = false }}]\n"
    );
    let section = "+++\nsort_by = \"date\"\nrender = false\ntransparent = true\n+++\n";
    vec![
        ("config.toml".to_owned(), config),
        file("content/_index.md", "+++\nsort_by = \"date\"\n+++\n"),
        file("content/posts/_index.md", section),
        file("templates/index.html", "-"),
        file("templates/page.html", "-"),
        file("templates/section.html", "-"),
        file(
            "templates/rss.xml",
            &rss(open, item("{{ page.date | date(format=\"%a, %d %b %Y %H:%M:%S %z\") }}"), "{% endfor %}"),
        ),
        file("templates/atom.xml", &atom(open, item("{{ page.date | date(format=\"%+\") }}"), "{% endfor %}")),
    ]
}

fn eleventy(limit: usize) -> Vec<File> {
    let newest = if limit == 0 { String::new() } else { format!(".slice(0, {limit})") };
    let config = format!(
        "export default function (config) {{\n  config.addCollection(\"feed\", (api) =>\n    \
         api.getFilteredByGlob(\"posts/*.md\").sort((a, b) => b.date - a.date){newest});\n  \
         config.addFilter(\"rfc822\", (date) => date.toUTCString());\n  \
         config.addFilter(\"rfc3339\", (date) => date.toISOString());\n  \
         return {{ markdownTemplateEngine: false, templateFormats: [\"md\", \"njk\"] }};\n}}\n"
    );
    let open = "{%- for post in collections.feed %}";
    let item = |date| {
        let link = "https://gazette.example/{{ post.data.slug }}/";
        ["{{ post.data.title }}", link, date, "{{ post.data.summary }}", "{{ post.templateContent }}"]
    };
    let front = |name| format!("---\npermalink: /{name}.xml\neleventyExcludeFromCollections: true\n---\n");
    vec![
        ("eleventy.config.mjs".to_owned(), config),
        file("posts/posts.json", "{\"permalink\": false}"),
        ("rss.njk".to_owned(), front("rss") + &rss(open, item("{{ post.date | rfc822 }}"), "{%- endfor %}")),
        ("atom.njk".to_owned(), front("atom") + &atom(open, item("{{ post.date | rfc3339 }}"), "{%- endfor %}")),
    ]
}

/// Atom alone: the plugin has no RSS.
fn jekyll(limit: usize) -> Vec<File> {
    let limit = if limit == 0 { 1_000_000_000 } else { limit };
    let config = format!(
        "title: The Harbour Gazette\nurl: https://gazette.example\nplugins: [jekyll-feed]\nhighlighter: none\n\
         permalink: /:slug/\nfuture: true\ncollections: {{ posts: {{ output: false }} }}\n\
         feed: {{ path: atom.xml, posts_limit: {limit} }}\n"
    );
    vec![("_config.yml".to_owned(), config)]
}

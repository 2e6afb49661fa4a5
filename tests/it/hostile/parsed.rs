//! HTML as a browser would parse it, and what of it could do anything but be read: an independent list, not ours.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, ParseOpts, QualName, local_name, ns, parse_fragment};

/// Elements that show text, and nothing else.
const ELEMENTS: &str = "a abbr acronym address article aside b bdi bdo big blockquote br caption cite code col colgroup \
    data dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol \
    p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr u ul var \
    wbr";
/// Attributes that say something of the text.
const ATTRIBUTES: &str = "abbr align alt cite class colspan datetime dir height href hreflang id lang longdesc \
    rowspan scope span src start title type value width";
/// Where addresses may lead.
const SCHEMES: [&str; 8] = ["geo", "http", "https", "mailto", "sms", "tel", "webcal", "xmpp"];

/// What a browser would make of a fragment that is more than text to be read.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for scripting in [false, true] {
        for context in [local_name!("body"), local_name!("div"), local_name!("td")] {
            let opts = ParseOpts {
                tree_builder: TreeBuilderOpts { scripting_enabled: scripting, ..TreeBuilderOpts::default() },
                ..ParseOpts::default()
            };
            let context = QualName::new(None, ns!(html), context);
            let parser = parse_fragment(Elements::default(), opts, context, Vec::new(), scripting);
            faults.extend(parser.one(html));
        }
    }
    faults
}

/// Every element that a parser makes, wherever it puts it.
#[derive(Default)]
struct Elements {
    names: RefCell<Vec<QualName>>,
    faults: RefCell<Vec<String>>,
}

impl Elements {
    fn add(&self, name: QualName) -> usize {
        let mut names = self.names.borrow_mut();
        names.push(name);
        names.len() - 1
    }

    fn tell(&self, fault: String) {
        self.faults.borrow_mut().push(fault);
    }

    fn judge(&self, name: &QualName, attributes: &[Attribute]) {
        let is_html = name.ns == ns!(html);
        // The parser makes the root and the context of a fragment itself.
        let is_own = matches!(&*name.local, "html" | "body");
        if !is_html || !is_own && !ELEMENTS.split_whitespace().any(|known| *known == *name.local) {
            self.tell(format!("<{}>", name.local));
        }
        for attribute in attributes {
            let key = &*attribute.name.local;
            if !ATTRIBUTES.split_whitespace().any(|known| known == key) {
                self.tell(format!("<{} {key}>", name.local));
            }
            if ["href", "src", "cite", "longdesc"].contains(&key) {
                let scheme = attribute.value.split_once(':').map(|(scheme, _)| scheme);
                if !scheme.is_some_and(|scheme| SCHEMES.contains(&scheme)) {
                    self.tell(format!("<{} {key}=\"{}\">", name.local, attribute.value));
                }
            }
        }
    }
}

impl TreeSink for Elements {
    type Handle = usize;
    type Output = Vec<String>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<String> {
        self.faults.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        usize::MAX
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        Name(self.names.borrow()[*target].clone())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.judge(&name, &attributes);
        self.add(name)
    }

    fn create_comment(&self, text: StrTendril) -> usize {
        self.tell(format!("<!--{text}-->"));
        self.add(QualName::new(None, ns!(), LocalName::from("comment")))
    }

    fn create_pi(&self, target: StrTendril, _: StrTendril) -> usize {
        self.tell(format!("<?{target}?>"));
        self.add(QualName::new(None, ns!(), LocalName::from("instruction")))
    }

    fn append(&self, _: &usize, _: NodeOrText<usize>) {}

    fn append_based_on_parent_node(&self, _: &usize, _: &usize, _: NodeOrText<usize>) {}

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        self.tell("<!DOCTYPE>".to_owned());
    }

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, _: &usize, _: NodeOrText<usize>) {}

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        let name = self.names.borrow()[*target].clone();
        self.judge(&name, &attributes);
    }

    fn remove_from_parent(&self, _: &usize) {}

    fn reparent_children(&self, _: &usize, _: &usize) {}
}

/// The name of an element, by value.
#[derive(Debug)]
pub(crate) struct Name(QualName);

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

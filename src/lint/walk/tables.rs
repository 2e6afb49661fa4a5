//! What the tables of a walk have under a name, found once for all elements of a shape: feeds say the same again and
//! again, and the tables are long.

use std::rc::Rc;

use fnv::FnvHashMap;

use super::{Child, Shape};
use crate::lint::xml::namespace::Ns;

/// What was found so far. Shapes are told apart by where they lie.
#[derive(Default)]
pub(crate) struct Tables<'s> {
    /// Names that are in the tables, and no others: what a document makes up fills no memory here.
    children: FnvHashMap<(*const Shape, Ns, &'s str), &'static Child>,
    needed: FnvHashMap<*const Shape, Rc<[&'static Child]>>,
}

impl<'s> Tables<'s> {
    /// What an element of a shape may hold under a name.
    pub(super) fn child(&mut self, shape: &'static Shape, ns: Ns, name: &'s str) -> Option<&'static Child> {
        let key = (std::ptr::from_ref(shape), ns, name);
        if let Some(&known) = self.children.get(&key) {
            return Some(known);
        }
        let found = all(shape).find(|child| child.ns == ns && child.name == name)?;
        self.children.insert(key, found);
        Some(found)
    }

    /// What an element of a shape has to hold.
    pub(super) fn needed(&mut self, shape: &'static Shape) -> Rc<[&'static Child]> {
        let needed = || all(shape).filter(|child| child.missing.is_some()).collect();
        self.needed.entry(std::ptr::from_ref(shape)).or_insert_with(needed).clone()
    }
}

fn all(shape: &'static Shape) -> impl Iterator<Item = &'static Child> {
    shape.children.iter().copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{atom, rss};

    #[test]
    fn what_is_found_again_is_what_the_tables_have() {
        let mut tables = Tables::default();
        for shape in [&rss::ITEM, &atom::ENTRY, &atom::FEED].repeat(2) {
            let names = all(shape).map(|child| (child.ns, child.name)).chain([(Ns::None, ""), (Ns::Unknown, "title")]);
            for (ns, name) in names {
                let first = all(shape).find(|child| child.ns == ns && child.name == name);
                let found = tables.child(shape, ns, name);
                assert_eq!(found.map(std::ptr::from_ref), first.map(std::ptr::from_ref), "{name}");
            }
            let needed = all(shape).filter(|child| child.missing.is_some()).map(|child| child.name);
            assert!(tables.needed(shape).iter().map(|child| child.name).eq(needed));
        }
    }
}

//! An id goes into any article as one edit: it is read back, nothing else is, and a second time there is nothing to do.
#![no_main]

use dateline::pin::pin;
use dateline::value::id::EntryId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let id = EntryId::parse("tag:gazette.example,2026-03-04:ferry").unwrap().into();
    let Ok(Some(edit)) = pin(text, &id) else { return };
    let pinned = edit.apply(text);
    let rest = format!("{}{}", &text[..edit.range.start], &text[edit.range.end..]);
    let kept = format!("{}{}", &pinned[..edit.range.start], &pinned[edit.range.start + edit.text.len()..]);
    assert_eq!(rest, kept);
    assert_eq!(pin(&pinned, &id), Ok(None), "{pinned}");
});

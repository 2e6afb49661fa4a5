//! Any text is read as a date or refused; what is read prints and reads back, what is refused names its bytes.

#![no_main]

use dateline::value::date::{self, Context, Order, When};
use dateline::value::moment::Moment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let plain = Context::default();
    let declared =
        Context { zone: "America/New_York".parse().ok(), order: Some(Order::Dmy), language: Some("fr".to_owned()) };
    for context in [plain, declared] {
        let explanation = date::explain(text, &context);
        assert_eq!(explanation.outcome, date::read(text, &context));
        for step in &explanation.steps {
            assert!(text.get(step.range.clone()).is_some(), "{:?}", step.range);
        }
        match explanation.outcome {
            Ok(when) => {
                assert_eq!(date::read(&when.to_string(), &context), Ok(when));
                if let When::Instant(moment) = when {
                    assert_eq!(Moment::parse_rfc3339(&moment.to_rfc3339()), Ok(moment));
                    let seconds = Moment::parse_rfc822(&moment.to_rfc822()).map(Moment::timestamp);
                    assert_eq!(seconds, Ok(moment.timestamp()));
                }
            }
            Err(error) => {
                assert!(text.get(error.range.clone()).is_some(), "{:?}", error.range);
                for suggestion in &error.suggestions {
                    assert!(date::read(suggestion, &context).is_ok(), "{suggestion:?}");
                }
            }
        }
    }
});

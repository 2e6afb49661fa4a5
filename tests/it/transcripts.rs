//! What the command says, word for word: `tests/cmd/*.trycmd`, each in the folder of its name that ends in `.in`.
//!
//! `TRYCMD=overwrite cargo test` writes them anew.

#[test]
fn commands_say_what_their_transcripts_say() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1773144000")
        .env("GITHUB_ACTIONS", "")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.trycmd");
}

//! Puts all mutants into the sources at once, each behind `crate::mutant::on(number)`, so that one build has them all
//! and the environment chooses one.
//!
//!     dateline-mutants MUTANTS SOURCES TARGET [LEFT_OUT]
//!
//! MUTANTS is what `cargo mutants --list --json` prints; those whose places in the list LEFT_OUT names do not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs, mem};

use proc_macro2::TokenTree;
use quote::ToTokens;
use serde_json::Value;
use syn::spanned::Spanned as _;
use syn::token::{Brace, Paren};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, BinOp, Block, Expr, ExprBinary, ExprBlock, ExprIf, ExprParen, ExprUnary, Pat, Signature, Stmt, parse_quote,
    parse_str,
};

/// Where a mutant begins: line and column, both from one.
type Place = (usize, usize);

struct Mutant {
    number: u32,
    genre: String,
    replacement: String,
}

struct Sower<'c> {
    mutants: BTreeMap<Place, Vec<Mutant>>,
    sown: BTreeSet<u32>,
    /// What may be asked for while it is compiled.
    compiled: &'c BTreeSet<String>,
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let [list, sources, target, rest @ ..] = args.as_slice() else { panic!("MUTANTS SOURCES TARGET [LEFT_OUT]") };
    let left_out: BTreeSet<u64> = rest.first().map(|path| read_json(path)).map_or_else(BTreeSet::new, |numbers| {
        numbers.as_array().expect("a list").iter().filter_map(Value::as_u64).collect()
    });
    let mut files: BTreeMap<String, BTreeMap<Place, Vec<Mutant>>> = BTreeMap::new();
    for (number, mutant) in read_json(list).as_array().expect("a list").iter().enumerate() {
        if left_out.contains(&(number as u64)) {
            continue;
        }
        let text = |key: &str| mutant[key].as_str().unwrap_or_default().to_owned();
        let start = |key: &str| mutant["span"]["start"][key].as_u64().expect("a number") as usize;
        let one = Mutant { number: number as u32, genre: text("genre"), replacement: text("replacement") };
        files.entry(text("file")).or_default().entry((start("line"), start("column"))).or_default().push(one);
    }
    let compiled = compiled(&[Path::new(sources).join("src"), Path::new(target).join("tests")], |path| {
        path.strip_prefix(sources).is_ok_and(|path| path.to_str().is_some_and(|path| files.contains_key(path)))
    });
    let mut sown = BTreeSet::new();
    for (name, mutants) in files {
        let text = fs::read_to_string(Path::new(sources).join(&name)).expect("the file that is listed");
        let mut file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut sower = Sower { mutants, sown: BTreeSet::new(), compiled: &compiled };
        sower.visit_file_mut(&mut file);
        fs::write(Path::new(target).join(&name), prettyplease::unparse(&file)).expect("the target can be written");
        sown.append(&mut sower.sown);
    }
    println!("{}", Value::from(sown.into_iter().collect::<Vec<_>>()));
}

fn read_json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("the list")).expect("JSON")
}

/// The words of all that runs while it is compiled; of the functions in sown files those that others there ask for.
fn compiled(folders: &[PathBuf], is_sown: impl Fn(&Path) -> bool) -> BTreeSet<String> {
    let mut found = Compiled::default();
    for path in folders.iter().flat_map(|folder| rust_files(folder)) {
        let text = fs::read_to_string(&path).expect("a file that is listed");
        // Some tests are about files that are no Rust.
        let Ok(mut file) = syn::parse_file(&text) else { continue };
        let before = found.functions.len();
        found.visit_file_mut(&mut file);
        if !is_sown(&path) {
            found.words.extend(found.functions.drain(before..).flat_map(|(_, words)| words));
        }
    }
    let Compiled { mut words, mut functions } = found;
    loop {
        let (asked, others): (Vec<_>, Vec<_>) = functions.into_iter().partition(|(name, _)| words.contains(name));
        if asked.is_empty() {
            return words;
        }
        words.extend(asked.into_iter().flat_map(|(_, words)| words));
        functions = others;
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files.chain(folders.iter().flat_map(|folder| rust_files(folder))).collect()
}

fn words(tokens: proc_macro2::TokenStream) -> BTreeSet<String> {
    let of = |token| match token {
        TokenTree::Group(group) => words(group.stream()),
        TokenTree::Ident(word) => BTreeSet::from([word.to_string()]),
        TokenTree::Punct(_) | TokenTree::Literal(_) => BTreeSet::new(),
    };
    tokens.into_iter().flat_map(of).collect()
}

#[derive(Default)]
struct Compiled {
    words: BTreeSet<String>,
    /// The functions that may run then, each with the words of its own.
    functions: Vec<(String, BTreeSet<String>)>,
}

impl Compiled {
    fn add(&mut self, part: &impl ToTokens) {
        self.words.append(&mut words(part.to_token_stream()));
    }

    fn function(&mut self, signature: &Signature, block: &mut Block) {
        if signature.constness.is_some() {
            self.functions.push((signature.ident.to_string(), words(block.to_token_stream())));
        }
        self.visit_block_mut(block);
    }
}

impl VisitMut for Compiled {
    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.function(&item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.function(&item.sig, &mut item.block);
    }

    fn visit_item_const_mut(&mut self, item: &mut syn::ItemConst) {
        self.add(item);
    }

    fn visit_impl_item_const_mut(&mut self, item: &mut syn::ImplItemConst) {
        self.add(item);
    }

    fn visit_item_static_mut(&mut self, item: &mut syn::ItemStatic) {
        self.add(item);
    }

    fn visit_item_enum_mut(&mut self, item: &mut syn::ItemEnum) {
        self.add(item);
    }

    fn visit_item_macro_mut(&mut self, item: &mut syn::ItemMacro) {
        self.add(item);
    }

    fn visit_expr_const_mut(&mut self, item: &mut syn::ExprConst) {
        self.add(item);
    }

    fn visit_expr_repeat_mut(&mut self, item: &mut syn::ExprRepeat) {
        self.add(item);
    }

    fn visit_type_mut(&mut self, item: &mut syn::Type) {
        self.add(item);
    }
}

fn is_on(number: u32) -> Expr {
    parse_quote!(crate::mutant::on(#number))
}

fn parenthesised(expression: Expr) -> Expr {
    Expr::Paren(ExprParen { attrs: Vec::new(), paren_token: Paren::default(), expr: Box::new(expression) })
}

impl Sower<'_> {
    fn take(&mut self, span: proc_macro2::Span, genre: &str) -> Vec<Mutant> {
        let start = span.start();
        let Some(here) = self.mutants.get_mut(&(start.line, start.column + 1)) else { return Vec::new() };
        let taken: Vec<Mutant> = here.extract_if(.., |mutant| mutant.genre == genre).collect();
        self.sown.extend(taken.iter().map(|mutant| mutant.number));
        taken
    }

    fn function(&mut self, signature: &mut Signature, block: &mut Block) {
        // What runs when it is compiled cannot ask the environment; most that could never does.
        if signature.constness.is_some() && self.compiled.contains(&signature.ident.to_string()) {
            return;
        }
        signature.constness = None;
        // A type without a name is that of one expression, and no other fits it.
        let is_nameless = signature.output.to_token_stream().to_string().contains("impl ");
        let first = block.stmts.first().map(syn::spanned::Spanned::span).filter(|_| !is_nameless);
        self.visit_block_mut(block);
        for mutant in first.map(|span| self.take(span, "FnValue")).unwrap_or_default() {
            let (condition, value) = (is_on(mutant.number), parse_str::<Expr>(&mutant.replacement));
            let Ok(value) = value else { continue };
            block.stmts.insert(0, parse_quote!(if #condition { return #value; }));
        }
    }

    /// An expression that is one of several, by the mutant that is on.
    fn choice(&self, others: Vec<(u32, Expr)>, plain: Expr) -> Expr {
        let block = |value: Expr| Block { brace_token: Brace::default(), stmts: vec![Stmt::Expr(value, None)] };
        let choose = |rest: Expr, (number, other): (u32, Expr)| {
            let rest = ExprBlock { attrs: Vec::new(), label: None, block: block(rest) };
            let choice = ExprIf {
                attrs: Vec::new(),
                if_token: Default::default(),
                cond: Box::new(is_on(number)),
                then_branch: block(other),
                else_branch: Some((Default::default(), Box::new(Expr::Block(rest)))),
            };
            parenthesised(Expr::If(choice))
        };
        others.into_iter().fold(plain, choose)
    }

    fn binary(&mut self, plain: &ExprBinary) -> Vec<(u32, Expr)> {
        if has_let(&plain.left) || has_let(&plain.right) {
            return Vec::new();
        }
        let other = |mutant: Mutant| {
            let op = parse_str::<BinOp>(&mutant.replacement).ok()?;
            // `a as b < c` would begin a list of types.
            let left = match &*plain.left {
                Expr::Cast(_) => Box::new(parenthesised((*plain.left).clone())),
                _ => plain.left.clone(),
            };
            Some((mutant.number, Expr::Binary(ExprBinary { op, left, ..plain.clone() })))
        };
        self.take(plain.op.span(), "BinaryOperator").into_iter().filter_map(other).collect()
    }

    fn unary(&mut self, plain: &ExprUnary) -> Vec<(u32, Expr)> {
        let bare = |mutant: Mutant| (mutant.number, (*plain.expr).clone());
        self.take(plain.op.span(), "UnaryOperator").into_iter().map(bare).collect()
    }

    fn fields(&mut self, plain: &syn::ExprStruct) -> Vec<(u32, Expr)> {
        let mut others = Vec::new();
        for at in 0..plain.fields.len() {
            for mutant in self.take(plain.fields[at].span(), "StructField") {
                let mut other = plain.clone();
                let kept = plain.fields.iter().enumerate().filter(|(index, _)| *index != at);
                other.fields = kept.map(|(_, field)| field.clone()).collect();
                others.push((mutant.number, Expr::Struct(other)));
            }
        }
        others
    }
}

/// Whether it is part of a chain with `let`, which nothing can stand around.
fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

impl VisitMut for Sower<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        let others = match &*expression {
            Expr::Binary(binary) => self.binary(binary),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Struct(plain) => self.fields(plain),
            _ => Vec::new(),
        };
        visit_mut::visit_expr_mut(self, expression);
        if !others.is_empty() {
            let plain = mem::replace(expression, Expr::Verbatim(proc_macro2::TokenStream::new()));
            *expression = self.choice(others, plain);
        }
    }

    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        let deleted = self.take(arm.span(), "MatchArm");
        let guards = arm.guard.as_ref().map(|(_, guard)| guard.span());
        let guards = guards.map(|span| self.take(span, "MatchArmGuard")).unwrap_or_default();
        visit_mut::visit_arm_mut(self, arm);
        if let Some((token, guard)) = arm.guard.take() {
            let others = guards
                .into_iter()
                .map(|mutant| (mutant.number, parse_str(&mutant.replacement).expect("true or false")));
            let others: Vec<(u32, Expr)> = others.collect();
            let guard = if others.is_empty() { *guard } else { self.choice(others, *guard) };
            arm.guard = Some((token, Box::new(guard)));
        }
        for mutant in deleted {
            let condition = is_on(mutant.number);
            arm.guard = Some(match arm.guard.take() {
                Some((token, guard)) => (token, parse_quote!(!#condition && #guard)),
                None => (Default::default(), parse_quote!(!#condition)),
            });
        }
    }

    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.function(&mut item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.function(&mut item.sig, &mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut syn::TraitItemFn) {
        if let Some(block) = &mut item.default {
            self.function(&mut item.sig, block);
        }
    }

    fn visit_pat_mut(&mut self, _: &mut Pat) {}
    fn visit_type_mut(&mut self, _: &mut syn::Type) {}
    fn visit_item_const_mut(&mut self, _: &mut syn::ItemConst) {}
    fn visit_impl_item_const_mut(&mut self, _: &mut syn::ImplItemConst) {}
    fn visit_item_static_mut(&mut self, _: &mut syn::ItemStatic) {}
    fn visit_item_enum_mut(&mut self, _: &mut syn::ItemEnum) {}
    fn visit_expr_const_mut(&mut self, _: &mut syn::ExprConst) {}
}

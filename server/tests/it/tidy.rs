//! What every file of the program keeps to, read from the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Attribute, Item, ItemFn, Macro,
    visit::{self, Visit},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All Rust files below a folder, with their paths from the root, parsed.
fn sources(folder: &str) -> Vec<(String, syn::File)> {
    let mut waiting = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                found.push((name, syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

struct Functions<'a>(Vec<&'a ItemFn>);

impl<'a> Visit<'a> for Functions<'a> {
    fn visit_item_fn(&mut self, function: &'a ItemFn) {
        if function.attrs.iter().any(|attribute| attribute.path().is_ident("server")) {
            self.0.push(function);
        }
        visit::visit_item_fn(self, function);
    }
}

#[test]
fn a_server_function_acts_for_somebody() {
    let mut count = 0;
    for (file, source) in sources("app/src") {
        // Whoever stands at the entrance is nobody yet; each of those functions is on the wall's list of open ones.
        if file.starts_with("app/src/entrance") {
            continue;
        }
        let mut functions = Functions(Vec::new());
        functions.visit_file(&source);
        for function in functions.0 {
            count += 1;
            let body = function.block.to_token_stream().to_string();
            // `part` opens a place or a person of a customer, for the actor whom it gets.
            let acts = body.contains("visit :: actor ()") || body.contains("part (");
            assert!(acts, "{file}: `{}` asks for nobody", function.sig.ident);
        }
    }
    assert!(count > 50, "{count} server functions were found");
}

/// Texts that stand as the content of an element of a view: literals that no `=` precedes. Inside braces there is
/// Rust, whose literals are keys, classes and addresses, and in which other views may stand.
fn contents(tokens: TokenStream, in_view: bool, found: &mut Vec<String>) {
    let mut before = [String::new(), String::new()];
    for token in tokens {
        let [earlier, last] = &before;
        match &token {
            TokenTree::Group(group) => contents(group.stream(), earlier == "view" && last == "!", found),
            TokenTree::Literal(literal) if in_view && last != "=" => found.push(literal.to_string()),
            _ => {}
        }
        before.rotate_left(1);
        before[1] = token.to_string();
    }
}

#[derive(Default)]
struct Views(Vec<String>);

impl<'a> Visit<'a> for Views {
    fn visit_macro(&mut self, call: &'a Macro) {
        if call.path.is_ident("view") {
            contents(call.tokens.clone(), true, &mut self.0);
        }
        visit::visit_macro(self, call);
    }
}

#[test]
fn no_page_has_a_sentence_of_its_own() {
    for (file, source) in sources("app/src") {
        let mut views = Views::default();
        views.visit_file(&source);
        for text in views.0 {
            let name = text == "\"Avenant\"";
            assert!(name || !text.chars().any(char::is_alphabetic), "{file}: {text} belongs to `words`");
        }
    }
}

struct SerdeAttributes<'a>(Vec<&'a Attribute>);

impl<'a> Visit<'a> for SerdeAttributes<'a> {
    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if attribute.path().is_ident("serde") {
            self.0.push(attribute);
        }
    }
}

#[test]
fn what_travels_to_the_browser_is_written_plainly() {
    for (file, source) in sources("app") {
        let mut attributes = SerdeAttributes(Vec::new());
        attributes.visit_file(&source);
        for attribute in attributes.0 {
            attribute
                .parse_nested_meta(|meta| {
                    let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                    let plain = matches!(name.as_str(), "rename_all" | "rename" | "default" | "transparent" | "crate");
                    let plain = plain || matches!(name.as_str(), "try_from" | "into" | "bound" | "with");
                    assert!(plain, "{file}: postcard cannot read what `{name}` writes");
                    if meta.input.peek(syn::Token![=]) {
                        let _value: syn::Expr = meta.value()?.parse()?;
                    } else if !meta.input.is_empty() && !meta.input.peek(syn::Token![,]) {
                        let _rest: TokenStream = meta.input.parse()?;
                    }
                    Ok(())
                })
                .unwrap();
        }
    }
}

/// Names of public types, functions and constants that stand directly in a file.
fn public_names(source: &syn::File) -> Vec<String> {
    let public = |visibility: &syn::Visibility| matches!(visibility, syn::Visibility::Public(_));
    source
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) if public(&item.vis) => Some(item.ident.to_string()),
            Item::Enum(item) if public(&item.vis) => Some(item.ident.to_string()),
            Item::Trait(item) if public(&item.vis) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect()
}

#[test]
fn no_two_types_of_the_model_have_one_name() {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut twice = Vec::new();
    for (file, source) in sources("app/model/src") {
        for name in public_names(&source) {
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
                twice.push(format!("{name}: {first} and {file}"));
            }
            seen.push((name, file.clone()));
        }
    }
    // Each of these reads well behind the name of its module, and nowhere else.
    let accepted = ACCEPTED.map(|name| format!("{name}:"));
    twice.retain(|found| !accepted.iter().any(|name| found.starts_with(name)));
    assert!(twice.is_empty(), "{twice:#?}");
}

/// Types that are always named behind their module (`leakage::Settings`). The list should shrink, never grow.
const ACCEPTED: [&str; 7] = ["Evidence", "Gap", "Named", "Problem", "Reading", "Settings", "Standing"];

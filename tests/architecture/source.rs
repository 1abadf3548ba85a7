//! Our own source files as `syn` sees them: which paths they name, which functions they hold and how long these are.
//!
//! Knows nothing of the house's rules; `architecture.rs` states and judges those.

use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

/// A file of `src/`.
pub struct SourceFile {
    /// Its path from the root of the repository, with forward slashes.
    pub path: String,
    /// The room it belongs to: the first folder, or `lib` and `main` for the files at the top.
    pub room: String,
    /// Its whole text.
    pub text: String,
    /// Every path, macro and function in it.
    pub contents: Contents,
    /// It is compiled for tests only.
    pub is_for_tests: bool,
}

/// What a file names and holds.
#[derive(Default)]
pub struct Contents {
    /// Paths, from the root of the crate (`["domain", "Stay"]`) or from an outside crate (`["good_lp", "variable"]`).
    pub references: Vec<Reference>,
    /// Names of the macros it calls.
    pub macros: Vec<Named>,
    /// Its functions and methods.
    pub functions: Vec<Function>,
    /// Paths of the files that it declares for tests only, without their ending: `src/program/tests`.
    pub files_for_tests: Vec<String>,
}

/// A path that a file names.
pub struct Reference {
    /// Its segments without `crate`, `self` and `super`.
    pub segments: Vec<String>,
    /// It starts in our own crate.
    pub ours: bool,
    /// It stands in code that is compiled for tests only.
    pub in_tests: bool,
}

/// A name, and whether it stands in code for tests.
pub struct Named {
    /// The name.
    pub name: String,
    /// It stands in code that is compiled for tests only.
    pub in_tests: bool,
}

/// A function or method.
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its parameters without `self`.
    pub n_parameters: usize,
    /// It stands in code that is compiled for tests only.
    pub in_tests: bool,
}

impl SourceFile {
    /// Returns its lines up to the tests at its end.
    pub fn code(&self) -> Vec<&str> {
        let lines: Vec<&str> = self.text.lines().collect();
        let end = lines.windows(2).position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod "));
        lines[..end.unwrap_or(lines.len())].to_vec()
    }

    /// Returns name, first line and number of lines of each function before the tests.
    ///
    /// `cargo fmt` puts the closing brace under the first letter of the line that opens the function.
    pub fn function_lengths(&self) -> Vec<(&str, usize, usize)> {
        let lines = self.code();
        let mut lengths = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let Some(name) = name_of_function(line) else { continue };
            let margin = line.len() - line.trim_start().len();
            let closing = format!("{}}}", " ".repeat(margin));
            let ends_here = line.ends_with('}') || line.ends_with(';');
            let rest =
                lines[at..].iter().position(|line| *line == closing || *line == format!("{});", " ".repeat(margin)));
            lengths.push((name, at + 1, if ends_here { 1 } else { rest.map_or(1, |rest| rest + 1) }));
        }
        lengths
    }
}

/// Returns the name in a line that opens a function.
fn name_of_function(line: &str) -> Option<&str> {
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", "extern", "\"C\"", "\"C-unwind\""];
    let mut rest = line.trim_start();
    loop {
        let (word, tail) = rest.split_once(' ')?;
        match word {
            "fn" => return tail.split(['(', '<']).next(),
            word if words.contains(&word) => rest = tail,
            _ => return None,
        }
    }
}

/// Reads every file of `src/`, sorted by path.
pub fn read_all(root: &Path) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    collect(&root.join("src"), &mut paths);
    paths.sort();
    let mut files: Vec<SourceFile> = paths.iter().map(|path| read(root, path)).collect();
    let for_tests: Vec<String> = files.iter().flat_map(|file| file.contents.files_for_tests.clone()).collect();
    for file in &mut files {
        if for_tests.iter().any(|path| file.path == format!("{path}.rs") || file.path.starts_with(&format!("{path}/")))
        {
            file.is_for_tests = true;
            file.contents.references.iter_mut().for_each(|reference| reference.in_tests = true);
            file.contents.macros.iter_mut().for_each(|called| called.in_tests = true);
            file.contents.functions.iter_mut().for_each(|function| function.in_tests = true);
        }
    }
    files
}

fn collect(folder: &Path, paths: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

fn read(root: &Path, path: &Path) -> SourceFile {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let path = path.strip_prefix(root).expect("it lies below the root").to_string_lossy().replace('\\', "/");
    parse(path, text)
}

/// Parses the text of a file of `src/`.
pub fn parse(path: String, text: String) -> SourceFile {
    let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut module: Vec<String> =
        path.trim_start_matches("src/").trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let room = module[0].clone();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    let mut walk = Walk { module, tests: 0, contents: Contents::default() };
    walk.visit_file(&syntax);
    SourceFile { path, room, text, contents: walk.contents, is_for_tests: false }
}

/// Walks a file and notes what it finds.
struct Walk {
    /// The module it stands in, from the root of the crate.
    module: Vec<String>,
    /// How many enclosing items are for tests only.
    tests: usize,
    contents: Contents,
}

impl Walk {
    fn refer(&mut self, segments: &[String]) {
        let mut base = self.module.clone();
        let mut rest = segments;
        let ours = matches!(segments[0].as_str(), "crate" | "self" | "super");
        while let Some((first, tail)) = rest.split_first() {
            match first.as_str() {
                "crate" => base.clear(),
                "self" => {}
                "super" => drop(base.pop()),
                _ => break,
            }
            rest = tail;
        }
        if !ours {
            base.clear();
        }
        base.extend_from_slice(rest);
        self.contents.references.push(Reference { segments: base, ours, in_tests: self.tests > 0 });
    }

    fn refer_to_tree(&mut self, tree: &syn::UseTree, prefix: &[String]) {
        let longer = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.refer_to_tree(&path.tree, &longer(&path.ident)),
            syn::UseTree::Name(name) if name.ident == "self" => self.refer(prefix),
            syn::UseTree::Name(name) => self.refer(&longer(&name.ident)),
            syn::UseTree::Rename(rename) => self.refer(&longer(&rename.ident)),
            syn::UseTree::Glob(_) => self.refer(&[prefix, &["*".to_owned()]].concat()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.refer_to_tree(item, prefix)),
        }
    }

    fn note_function(&mut self, signature: &syn::Signature) {
        let n_parameters = signature.inputs.iter().filter(|input| matches!(input, syn::FnArg::Typed(_))).count();
        let function = Function { name: signature.ident.to_string(), n_parameters, in_tests: self.tests > 0 };
        self.contents.functions.push(function);
    }

    /// Runs a visit with one more enclosing item for tests, if its attributes say so.
    fn within(&mut self, attributes: &[syn::Attribute], visit: impl FnOnce(&mut Self)) {
        let tests = usize::from(attributes.iter().any(is_for_tests));
        self.tests += tests;
        visit(self);
        self.tests -= tests;
    }
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("test")
        || (attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test")))
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.within(&item.attrs, |walk| {
            walk.module.push(item.ident.to_string());
            if walk.tests > 0 && item.content.is_none() {
                walk.contents.files_for_tests.push(format!("src/{}", walk.module.join("/")));
            }
            visit::visit_item_mod(walk, item);
            walk.module.pop();
        });
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.within(&item.attrs, |walk| walk.refer_to_tree(&item.tree, &[]));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.within(&item.attrs, |walk| {
            walk.note_function(&item.sig);
            visit::visit_item_fn(walk, item);
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.within(&item.attrs, |walk| {
            walk.note_function(&item.sig);
            visit::visit_impl_item_fn(walk, item);
        });
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.refer(&segments);
        }
        visit::visit_path(self, path);
    }

    /// What a macro is given is not parsed by `syn`, so its paths are found in its text.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if let Some(last) = call.path.segments.last() {
            self.contents.macros.push(Named { name: last.ident.to_string(), in_tests: self.tests > 0 });
        }
        let text = call.tokens.to_string().replace(" :: ", "::").replace(":: ", "::").replace(" ::", "::");
        for word in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':')) {
            let segments: Vec<String> = word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
            if word.contains("::") && !segments.is_empty() {
                self.refer(&segments);
            }
        }
        visit::visit_macro(self, call);
    }
}

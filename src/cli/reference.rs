//! The reference of the command line, `docs/cli.md`: the help of every command, made by clap alone.

use std::fmt::Write;

/// Returns the text of `docs/cli.md`.
#[must_use]
pub fn reference() -> String {
    let mut text = String::from(
        "# The command line\n\n\
         Written by clap from `src/cli/`; `REGENERATE=1 cargo test --release --test cli_reference` writes it anew.\n",
    );
    let mut root = super::command().term_width(100).version(env!("CARGO_PKG_VERSION"));
    root.build();
    section(&mut text, "roomblock", &mut root.clone());
    for name in root.get_subcommands().map(|command| command.get_name().to_owned()).collect::<Vec<_>>() {
        if let Some(command) = root.find_subcommand_mut(&name).filter(|_| name != "help") {
            section(&mut text, &format!("roomblock {name}"), command);
        }
    }
    text
}

fn section(text: &mut String, title: &str, command: &mut clap::Command) {
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    writeln!(text, "\n## {title}\n\n```text\n{}\n```", help.join("\n").trim_end()).expect("a String takes any text");
}

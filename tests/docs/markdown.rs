//! Just enough of Markdown: fenced blocks, headings, links and code in backticks.

/// A fenced block.
pub struct Block {
    /// The first word after the opening fence: `sh`, `console`.
    pub language: String,
    /// What follows it: `long`.
    pub mark: String,
    /// The line after the opening fence, counted from 0.
    pub first: usize,
    /// Its lines.
    pub lines: Vec<String>,
}

/// Returns the fenced blocks of a page.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (at, line) in page.lines().enumerate() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(words), None) => {
                let (language, mark) = words.trim().split_once(' ').unwrap_or((words.trim(), ""));
                let (language, mark) = (language.to_owned(), mark.trim().to_owned());
                open = Some(Block { language, mark, first: at + 1, lines: Vec::new() });
            }
            (None, Some(block)) => block.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fenced block is not closed");
    blocks
}

/// Returns the lines of a page outside its fenced blocks.
fn prose(page: &str) -> impl Iterator<Item = &str> {
    let mut is_fenced = false;
    page.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_fenced ^= is_fence;
        !is_fence && !is_fenced
    })
}

/// Returns the targets of all links of a page.
pub fn links(page: &str) -> Vec<String> {
    let text = prose(page).collect::<Vec<_>>().join("\n");
    // Code in backticks holds no links: it is every second piece.
    let text: String = text.split('`').step_by(2).collect();
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).collect()
}

/// Returns the anchors of the headings of a page, as they are made from their text.
pub fn anchors(page: &str) -> Vec<String> {
    let headings = prose(page).filter_map(|line| line.strip_prefix('#'));
    headings.map(|heading| anchor(heading.trim_start_matches('#').trim())).collect()
}

fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Returns what stands in backticks in a page, outside its fenced blocks.
pub fn code(page: &str) -> Vec<String> {
    prose(page).flat_map(|line| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn pages_are_read_as_people_read_them() {
    let page = "# A `b`, c\n[x](y.md) `[no](z.md)`\n```sh long\n# not a heading\n[no](z.md)\n```\n`src/x.rs`\n";
    assert_eq!(anchors(page), ["a-b-c"]);
    assert_eq!(links(page), ["y.md"]);
    assert_eq!(code(page), ["b", "[no](z.md)", "src/x.rs"]);
    let block = &blocks(page)[0];
    assert_eq!(block.lines, ["# not a heading", "[no](z.md)"]);
    assert_eq!((block.language.as_str(), block.mark.as_str(), block.first), ("sh", "long", 3));
}

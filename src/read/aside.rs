//! What people put among rows for people to read, and the words that tell it from rows. Looks at one record at a time.

use super::alias;
use super::grid::Grid;
use super::log::Kind;

/// Words that a row of sums begins with, in normal form.
const SUM_WORDS: [&str; 13] = [
    "合计",
    "小计",
    "总计",
    "总和",
    "共计",
    "累计",
    "汇总",
    "total",
    "totals",
    "subtotal",
    "grandtotal",
    "sum",
    "总数",
];
/// Words for the kind or the unit of a column, in normal form.
const TYPE_WORDS: [&str; 49] = [
    "类型",
    "字段类型",
    "type",
    "文本",
    "字符",
    "字符串",
    "数字",
    "数值",
    "整数",
    "整型",
    "小数",
    "浮点",
    "日期",
    "时间",
    "布尔",
    "枚举",
    "必填",
    "选填",
    "可选",
    "text",
    "string",
    "str",
    "varchar",
    "char",
    "int",
    "integer",
    "number",
    "numeric",
    "float",
    "decimal",
    "date",
    "datetime",
    "bool",
    "boolean",
    "required",
    "optional",
    "间",
    "人",
    "名",
    "位",
    "张",
    "床",
    "元",
    "元/间夜",
    "元/晚",
    "晚",
    "天",
    "公里",
    "分钟",
];
/// Words for no value, in normal form, in the row of defaults below the row of types.
const DEFAULT_WORDS: [&str; 7] = ["", "默认", "默认值", "default", "null", "\"\"", "无"];

/// What a record below the headings is, where it is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// The headings again.
    Headings,
    /// The kinds of the columns.
    Types,
    /// The defaults of the columns.
    Defaults,
    /// The sum of rows above it.
    Sum,
}

impl Aside {
    /// Returns its kind in the log.
    pub fn kind(self) -> Kind {
        match self {
            Self::Headings => Kind::HeadingsAgain,
            Self::Types => Kind::TypeRow,
            Self::Defaults => Kind::DefaultRow,
            Self::Sum => Kind::SumRow,
        }
    }
}

/// Tells whether a record begins with a word for a sum, and names nothing.
pub fn is_sum(grid: &Grid, record: usize, key: usize) -> bool {
    let Some(first) = first_filled(grid, record) else { return false };
    (first == key || grid.cell(record, key).is_empty()) && says_sum(&grid.cell(record, first))
}

/// Tells whether a record sums a part of the table.
pub fn is_of_part(grid: &Grid, record: usize) -> bool {
    first_filled(grid, record).is_some_and(|first| {
        let word = alias::normal(&grid.cell(record, first));
        word.contains("小计") || word.contains("subtotal")
    })
}

/// Returns the first cell of a record that holds anything.
pub fn first_filled(grid: &Grid, record: usize) -> Option<usize> {
    (0..grid.n_cells(record)).find(|&column| !grid.cell(record, column).is_empty())
}

/// Tells whether a text is a word for a sum, or ends in one, as `浦东新区小计` does, or counts all: `共12家`.
fn says_sum(text: &str) -> bool {
    let may =
        text.contains(['计', '总', '共', '汇']) || text.bytes().any(|byte| matches!(byte, b'u' | b'U' | b't' | b'T'));
    if !may || text.len() > 60 {
        return false;
    }
    let word = alias::normal(text);
    let word = word.trim_end_matches([':', '：']);
    SUM_WORDS.contains(&word)
        || ["合计", "小计", "总计", "subtotal"].iter().any(|end| word.ends_with(end))
        || number(word).is_some()
}

/// Returns the number of `共12家`.
pub fn number(word: &str) -> Option<usize> {
    word.strip_prefix('共')?.strip_suffix(['家', '支', '队', '个'])?.parse().ok()
}

/// Tells whether a name is none, as in a row of defaults.
pub fn is_default(name: &str) -> bool {
    DEFAULT_WORDS.contains(&alias::normal(name).as_str())
}

/// Tells whether every cell of a record is a word for the kind or the unit of a column.
pub fn is_of_types(grid: &Grid, record: usize) -> bool {
    let cells = (0..grid.n_cells(record)).map(|column| grid.cell(record, column)).filter(|cell| !cell.is_empty());
    let mut n_words = 0;
    for cell in cells {
        // A unit stands for itself; `bare` would take `间夜` off `元/间夜`.
        let is_word = |text: String| TYPE_WORDS.contains(&text.as_str());
        if cell.len() > 60 || !(is_word(alias::normal(&cell)) || is_word(alias::bare(&cell))) {
            return false;
        }
        n_words += 1;
    }
    n_words >= 2
}

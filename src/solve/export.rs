//! The integer program as MPS or LP text, with names, for other solvers and for people.
//!
//! The objective is that of the first level; the rows are those of the first pass, without caps. Writes bytes, no files.

use std::fmt::Write as _;

use super::exact::model::Model;
use super::exact::model_of;
use super::index::Index;
use crate::domain::quantity::fixed_text;
use crate::program::Program;

/// A format of model files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Free MPS.
    Mps,
    /// CPLEX LP.
    Lp,
}

/// Returns the integer program of a program as text: the objective of its first level, in units, and all rows.
///
/// Columns and rows carry the names of `docs/formulation.md`: `y_12` uses candidate 12, row `C1_3_0` covers lot 0 of
/// demand 3. Pure and ordered: the same program gives the same bytes.
#[must_use]
pub fn export_model(program: &Program, format: Format) -> Vec<u8> {
    let index = Index::new(program);
    let model = model_of(&index, false);
    let scale = program.levels.first().map_or(1, |level| level.scale);
    let costs = model.levels.first().map_or(&[][..], |level| level.as_slice());
    let objective: Vec<(u32, String)> = costs.iter().map(|&(at, cost)| (at, fixed_text(cost, scale))).collect();
    let name = program.levels.first().map_or("nothing", |level| level.name.as_str());
    let text = match format {
        Format::Mps => mps(&model, &objective, name),
        Format::Lp => lp(&model, &objective, name),
    };
    text.into_bytes()
}

/// Says in free MPS what a model is. Rows with two ends become an equation or a range.
fn mps(model: &Model, objective: &[(u32, String)], name: &str) -> String {
    let mut text = format!("* objective: level {name}\nNAME roomblock\nROWS\n N objective\n");
    for row in &model.rows {
        let kind = match (row.lower, row.upper) {
            (Some(lower), Some(upper)) if lower == upper => "E",
            (Some(_), _) => "G",
            (None, Some(_)) => "L",
            (None, None) => "N",
        };
        line(&mut text, format_args!(" {kind} {}", row.name));
    }
    columns(&mut text, model, objective);
    text.push_str(" MARKER 'MARKER' 'INTEND'\nRHS\n");
    for row in &model.rows {
        if let Some(end) = row.lower.or(row.upper).filter(|&end| end != 0) {
            line(&mut text, format_args!(" RHS {} {end}", row.name));
        }
    }
    text.push_str("RANGES\n");
    for row in &model.rows {
        if let (Some(lower), Some(upper)) = (row.lower, row.upper)
            && lower != upper
        {
            line(&mut text, format_args!(" RANGE {} {}", row.name, upper - lower));
        }
    }
    text.push_str("BOUNDS\n");
    for column in &model.columns {
        line(&mut text, format_args!(" UP BOUND {} {}", column.name, column.upper));
    }
    text.push_str("ENDATA\n");
    text
}

/// Says all factors in free MPS, column by column.
fn columns(text: &mut String, model: &Model, objective: &[(u32, String)]) {
    text.push_str("COLUMNS\n MARKER 'MARKER' 'INTORG'\n");
    let mut by_column: Vec<Vec<(&str, String)>> = vec![Vec::new(); model.columns.len()];
    for (at, cost) in objective {
        by_column[*at as usize].push(("objective", cost.clone()));
    }
    for row in &model.rows {
        for &(at, factor) in &row.terms {
            by_column[at as usize].push((&row.name, factor.to_string()));
        }
    }
    for (column, entries) in model.columns.iter().zip(&mut by_column) {
        if entries.is_empty() {
            entries.push(("objective", "0".to_owned()));
        }
        for (row, factor) in entries {
            line(text, format_args!(" {} {row} {factor}", column.name));
        }
    }
}

/// Says in the LP format what a model is. Rows with two ends are written twice.
fn lp(model: &Model, objective: &[(u32, String)], name: &str) -> String {
    let mut text = format!("\\ objective: level {name}\nMinimize\n objective:");
    for (at, cost) in objective {
        let _ = write!(text, " + {cost} {}\n  ", model.columns[*at as usize].name);
    }
    if objective.is_empty() {
        text.push_str(&model.columns.first().map_or_else(String::new, |column| format!(" 0 {}", column.name)));
    }
    text.push_str("\nSubject To\n");
    constraints(&mut text, model);
    text.push_str("Bounds\n");
    for column in &model.columns {
        line(&mut text, format_args!(" 0 <= {} <= {}", column.name, column.upper));
    }
    text.push_str("General\n");
    for column in &model.columns {
        line(&mut text, format_args!(" {}", column.name));
    }
    text.push_str("End\n");
    text
}

/// Says all rows in the LP format.
fn constraints(text: &mut String, model: &Model) {
    for row in &model.rows {
        let Some(first) = row.terms.first().map(|&(at, _)| at).or((!model.columns.is_empty()).then_some(0)) else {
            continue;
        };
        let mut sum = String::new();
        for &(at, factor) in &row.terms {
            let sign = if factor < 0 { '-' } else { '+' };
            let _ = write!(sum, " {sign} {} {}", factor.unsigned_abs(), model.columns[at as usize].name);
        }
        if row.terms.is_empty() {
            let _ = write!(sum, " 0 {}", model.columns[first as usize].name);
        }
        match (row.lower, row.upper) {
            (Some(lower), Some(upper)) if lower == upper => {
                line(text, format_args!(" {}:{sum} = {lower}", row.name));
            }
            (lower, upper) => {
                if let Some(lower) = lower {
                    line(text, format_args!(" {}:{sum} >= {lower}", row.name));
                }
                if let Some(upper) = upper {
                    let more = if lower.is_some() { "_upper" } else { "" };
                    line(text, format_args!(" {}{more}:{sum} <= {upper}", row.name));
                }
            }
        }
    }
}

fn line(text: &mut String, line: std::fmt::Arguments) {
    let _ = writeln!(text, "{line}");
}

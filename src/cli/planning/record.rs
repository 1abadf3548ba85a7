//! Puts together what `plan.json` says, from what each room says of its part.

use super::super::case::Loaded;
use super::super::ingest;
use super::super::options::Chosen;
use super::super::validate::count;
use super::{Made, rejects};
use crate::domain::remark::{About, Remark};
use crate::explain;
use crate::render::record::{self, Count, Input, Options, Record, SCHEMA_VERSION, Stale, Tool};
use crate::render::waterfall::Rooms;
use crate::solve::{self, Engine, Termination};

/// Returns the files of the case among those that were written, by their names in it.
pub(super) fn of_case(written: &[Input]) -> Vec<Input> {
    let named = |input: &Input| Some(Input { file: input.file.strip_prefix("case/")?.to_owned(), ..input.clone() });
    written.iter().filter_map(named).collect()
}

/// Returns the record of a plan whose case and tables were written.
pub(super) fn record(loaded: &Loaded, made: &Made, chosen: &Chosen, written: &[Input]) -> Record {
    let (instance, outcome) = (&loaded.instance, &made.outcome);
    Record {
        schema_version: SCHEMA_VERSION,
        plan: record::plan_id(written),
        version: loaded.version,
        tool: tool(&outcome.engine),
        as_of: as_of(loaded),
        inputs: inputs(loaded),
        case: of_case(written),
        options: options(chosen),
        termination: outcome.termination.into(),
        interrupted: outcome.termination == Termination::Interrupted,
        effort: outcome.effort,
        levels: record::levels(&outcome.levels),
        totals: record::totals(instance, &made.allocation, &made.verdict.unmet),
        tiers: record::tiers(instance, &made.verdict.unmet),
        counts: loaded.validation.counts.iter().map(|file| without_folder(&count(file))).collect(),
        waterfall: Rooms::of(instance, Some(&made.allocation)),
        assumed: loaded.validation.assumed.clone(),
        notes: notes(made),
        allocation: record::rows(instance, &made.allocation),
        moves: record::moves(instance, &made.moves),
        unmet: record::unmet(instance, &made.unmet),
        relief: record::reliefs(instance, &made.reliefs.found),
        calls: record::calls(instance, &made.calls),
        stale: stale(loaded),
        rejects: rejects::rejects(&loaded.validation.rejects),
        groups_rejected: rejects::groups(&loaded.validation.rejects, instance),
        rule_set: instance.rules.set.clone(),
        breaches: made.verdict.breaches.iter().map(|breach| record::Breach::of(instance, breach)).collect(),
        waivers: record::waivers(instance, &explain::waived(instance, &made.allocation), &made.waiver_costs),
        rooming: made
            .people
            .roomed
            .as_ref()
            .map(|(rooming, judged)| record::rooming(instance, &made.allocation, rooming, judged)),
        liaison: made.people.posted.as_ref().map(|(postings, judged)| record::liaison(instance, postings, judged)),
        findings: made.verdict.findings.iter().map(Into::into).collect(),
    }
}

/// Returns the time at which the case is seen.
pub(super) fn as_of(loaded: &Loaded) -> Option<String> {
    loaded.as_of.map(|time| time.format("%Y-%m-%dT%H:%M").to_string())
}

/// Returns the hotels that have not answered lately.
pub(super) fn stale(loaded: &Loaded) -> Vec<Stale> {
    let hotels = loaded.validation.supply.stale.iter();
    let stale = hotels.map(|one| Stale {
        hotel: one.hotel.clone(),
        polled_at: one.polled_at.format("%Y-%m-%dT%H:%M").to_string(),
        missed: one.missed,
    });
    stale.collect()
}

fn tool(engine: &str) -> Tool {
    Tool {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        solver: solve::solver_version(),
        engine: engine.to_owned(),
    }
}

/// Returns the files that were read, by name.
pub(super) fn inputs(loaded: &Loaded) -> Vec<Input> {
    let mut inputs = ingest::inputs(&loaded.inputs);
    inputs.sort();
    inputs
}

/// Returns what was asked of the solver.
pub(super) fn options(chosen: &Chosen) -> Options {
    let engine = match chosen.engine {
        Engine::Auto => "auto",
        Engine::Exact | Engine::Proof => "exact",
        Engine::Search => "search",
    };
    Options {
        engine: engine.to_owned(),
        time_limit: chosen.time_limit.map(|limit| limit.as_secs_f64()),
        gap: chosen.gap,
        seed: chosen.seed,
        effort: chosen.effort,
    }
}

/// Takes the folder off the name of a file: a plan says nothing of where its files lay.
pub(super) fn without_folder(count: &Count) -> Count {
    let (file, sheet) =
        count.file.split_once('[').map_or((count.file.as_str(), None), |(file, rest)| (file, Some(rest)));
    let name = file_name(file);
    let sheet = sheet.map(|rest| format!("[{rest}")).unwrap_or_default();
    Count { file: format!("{name}{sheet}"), ..count.clone() }
}

/// Returns a file without its folder.
pub(super) fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Returns what the reader must know of the solve, and of what was asked after it.
fn notes(made: &Made) -> Vec<Remark> {
    let of_solve = made.outcome.notes.iter().map(|note| match note.as_str() {
        solve::UNREPEATABLE => Remark::new(About::Unrepeatable, &[]),
        note => Remark::new(About::OfSolver, &[("said", &note)]),
    });
    let cut = made.is_cut.then(|| Remark::new(About::NotAllTried, &[]));
    of_solve.chain(cut).collect()
}

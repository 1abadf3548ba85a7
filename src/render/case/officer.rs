//! `officers.csv` of a case: who can be sent to hotels (R44).

use std::io::{self, Write};

use crate::domain::Instance;
use crate::render::table::TableWriter;

/// Writes `officers.csv`.
///
/// # Errors
/// When the writer fails.
pub fn officers(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["officer", "name", "senior", "hotel"])?;
    for officer in &instance.people.officers {
        let hotel = officer.hotel.map(|hotel| instance.hotels[hotel].id.to_string());
        let senior = if officer.is_senior { "yes" } else { "" };
        table.row(&[officer.id.clone(), officer.name.clone(), senior.to_owned(), hotel.unwrap_or_default()])?;
    }
    table.finish()
}

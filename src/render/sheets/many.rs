//! Many sheets written one after the other and made side by side: their bytes and their order do not depend on how many hands
//! make them.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::{Forms, ReportSheet, files};
use crate::render::folder::{Folder, Readers};

/// Sheets that wait to be written in each lane: what is made ahead is kept in memory.
const WAITING: usize = 16;

/// Writes so many sheets in every form that is wanted; `sheet` makes one by its number.
///
/// # Errors
/// When the folder fails, or a workbook cannot be made.
pub fn write(
    n_sheets: usize,
    sheet: &(dyn Fn(usize) -> ReportSheet + Sync),
    forms: &Forms,
    folder: &mut dyn Folder,
) -> io::Result<()> {
    let n_lanes = thread::available_parallelism().map_or(1, usize::from).min(n_sheets);
    thread::scope(|scope| {
        let lane = |first: usize| {
            let (ready, written) = sync_channel(WAITING);
            scope.spawn(move || {
                let mut numbers = (first..n_sheets).step_by(n_lanes);
                // A folder that failed takes no more.
                numbers.all(|number| ready.send(files(&sheet(number), forms)).is_ok())
            });
            written
        };
        let lanes: Vec<_> = (0..n_lanes).map(lane).collect();
        for lane in lanes.iter().cycle().take(n_sheets) {
            let files = lane.recv().map_err(io::Error::other)??;
            for (name, bytes) in files {
                folder.file(&name, Readers::Owner, &mut |out| out.write_all(&bytes))?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::{SheetForm, markdown};
    use super::*;
    use crate::render::folder::Memory;
    use crate::render::words::Lang;

    fn sheet(number: usize) -> ReportSheet {
        let title = format!("Hotel {number}");
        ReportSheet {
            stem: format!("{number:03}"),
            tab: title.clone(),
            title,
            head: Vec::new(),
            sections: Vec::new(),
            notes: Vec::new(),
            signature: String::new(),
            lang: Lang::En,
            is_bare: false,
        }
    }

    fn forms() -> Forms {
        Forms { wanted: [SheetForm::Html, SheetForm::Xlsx].into(), bom: false }
    }

    /// A folder that notes the order of names, and takes so many.
    struct Short(Vec<String>, usize);

    impl Folder for Short {
        fn file(
            &mut self,
            name: &str,
            _readers: Readers,
            _body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
        ) -> io::Result<()> {
            self.0.push(name.to_owned());
            if self.0.len() > self.1 { Err(io::Error::other("full")) } else { Ok(()) }
        }
    }

    #[test]
    fn sheets_are_written_in_their_order_with_the_bytes_that_each_has_alone() {
        let mut together = Memory::default();
        write(50, &sheet, &forms(), &mut together).unwrap();
        let alone: Vec<_> = (0..50).flat_map(|number| files(&sheet(number), &forms()).unwrap()).collect();
        assert_eq!(together.0, alone.into_iter().collect());
        let mut order = Short(Vec::new(), 100);
        write(50, &sheet, &forms(), &mut order).unwrap();
        let names: Vec<String> =
            (0..50).flat_map(|number| [format!("{number:03}.xlsx"), format!("{number:03}.html")]).collect();
        assert_eq!(order.0, names);
        write(0, &sheet, &forms(), &mut order).unwrap();
    }

    #[test]
    fn a_folder_that_fails_ends_it() {
        let mut short = Short(Vec::new(), 7);
        assert_eq!(write(5000, &sheet, &forms(), &mut short).unwrap_err().to_string(), "full");
        assert_eq!(short.0.len(), 8);
        assert!(markdown::page(&[sheet(1)]).starts_with("# Hotel 1\n"));
    }
}

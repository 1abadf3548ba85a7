//! Ctrl-C: the first asks the solve to end and keep what it has, the second ends the program at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The status of a program that a second Ctrl-C ended.
const STOPPED_AT_ONCE: i32 = 130;

/// Listens from now on; the flag is set by the first Ctrl-C.
///
/// # Errors
/// When the system refuses.
pub fn listen() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, STOPPED_AT_ONCE, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// Makes a file that grows beyond the limit of the system an error of writing, not the death of the program.
///
/// # Errors
/// When the system refuses.
pub fn survive_file_limits() -> io::Result<()> {
    #[cfg(unix)]
    flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
    Ok(())
}

//! Answers that go on for a while: how many there may be at once, and when they have to end.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::ids::StaffSessionId;
use tokio::sync::watch;

/// So many at once on this server.
const AT_ONCE: usize = 200;
/// So many at once for one session: a few open tabs.
const OF_A_SESSION: usize = 4;

/// The streams of this server.
#[derive(Debug, Default)]
pub struct Streams {
    open: Mutex<HashMap<StaffSessionId, usize>>,
    ended: watch::Sender<bool>,
}

impl Streams {
    /// A place for one more; none when there are enough. Dropping it gives it back.
    #[must_use]
    pub fn enter(self: &Arc<Self>, session: StaffSessionId) -> Option<Place> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, own) = (open.values().sum::<usize>(), open.get(&session).copied().unwrap_or_default());
        if all >= AT_ONCE || own >= OF_A_SESSION || *self.ended.borrow() {
            return None;
        }
        open.insert(session, own + 1);
        Some(Place { streams: self.clone(), session })
    }

    /// The server stops: every stream ends.
    pub fn end(&self) {
        self.ended.send_replace(true);
    }

    fn leave(&self, session: StaffSessionId) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        match open.get_mut(&session) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(open.remove(&session)),
        }
    }
}

/// The place of one stream.
#[derive(Debug)]
pub struct Place {
    streams: Arc<Streams>,
    session: StaffSessionId,
}

impl Place {
    /// Waits until the server stops.
    pub async fn ended(&self) {
        let mut ended = self.streams.ended.subscribe();
        // The sender lives as long as this place.
        let _ = ended.wait_for(|is_over| *is_over).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.streams.leave(self.session);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn session(number: usize) -> StaffSessionId {
        StaffSessionId(Uuid::from_u128(number as u128))
    }

    #[test]
    fn a_session_has_a_few_and_gets_a_place_back_when_one_ends() {
        let streams = Arc::new(Streams::default());
        let mut places: Vec<Place> = (0..OF_A_SESSION).map(|_| streams.enter(session(1)).unwrap()).collect();
        assert!(streams.enter(session(1)).is_none());
        assert!(streams.enter(session(2)).is_some(), "another's are not its");
        places.pop();
        assert!(streams.enter(session(1)).is_some());
    }

    #[test]
    fn a_server_has_only_so_many() {
        let streams = Arc::new(Streams::default());
        let places: Vec<Place> = (0..AT_ONCE).map(|number| streams.enter(session(number)).unwrap()).collect();
        assert!(streams.enter(session(AT_ONCE)).is_none());
        drop(places);
        assert!(streams.enter(session(AT_ONCE)).is_some());
        assert!(streams.open.lock().unwrap().is_empty(), "nothing is kept of who left");
    }

    #[tokio::test]
    async fn when_the_server_stops_all_end_and_none_begins() {
        let streams = Arc::new(Streams::default());
        let place = streams.enter(session(1)).unwrap();
        streams.end();
        place.ended().await;
        assert!(streams.enter(session(2)).is_none());
    }
}

//! The threads on which passwords are hashed: few, and of the lowest priority there is, so that nobody who serves a page ever
//! waits behind one. Whoever wants a hash first takes a place; when there is none, they are told to try again before any
//! work is done for them.

use std::{
    collections::VecDeque,
    fmt,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use tokio::sync::oneshot;

use crate::{StoreError, priority::step_back};

/// How many may have a place in each lane for each thread: about a second of work.
pub(super) const PLACES_PER_THREAD: usize = 32;

/// Who waits. A flood of strangers never stands before somebody who is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Who is signed in, holds a link, or sits at a browser in which this account signed in before.
    Known,
    /// Everybody else.
    Strangers,
}

type Work = Box<dyn FnOnce() + Send>;

/// The threads. They start with the first work and end with this.
pub(super) struct Hashers {
    threads: usize,
    have_started: AtomicBool,
    shared: Arc<Shared>,
}

struct Shared {
    queue: Mutex<Queue>,
    has_work: Condvar,
    taken: [AtomicUsize; 2],
}

#[derive(Default)]
struct Queue {
    lanes: [VecDeque<Work>; 2],
    is_over: bool,
}

/// A place in a lane, given back when this is dropped.
pub struct Place {
    shared: Arc<Shared>,
    lane: Lane,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({:?})", self.lane)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.shared.taken(self.lane).fetch_sub(1, Ordering::SeqCst);
    }
}

impl fmt::Debug for Hashers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hashers").field("threads", &self.threads).finish_non_exhaustive()
    }
}

impl Shared {
    const fn taken(&self, lane: Lane) -> &AtomicUsize {
        &self.taken[lane as usize]
    }

    /// Nobody panics while they hold it; and if they did, a queue is whole between two statements.
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next piece of work, who is known first; waits for it. `None` when it is over.
    fn next(&self) -> Option<Work> {
        let mut queue = self.queue();
        loop {
            if queue.is_over {
                return None;
            }
            if let Some(work) = queue.lanes.iter_mut().find_map(VecDeque::pop_front) {
                return Some(work);
            }
            queue = self.has_work.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Hashers {
    /// So many threads; none is started yet.
    pub fn of(threads: usize) -> Self {
        let shared = Shared { queue: Mutex::default(), has_work: Condvar::new(), taken: Default::default() };
        Self { threads, have_started: AtomicBool::new(false), shared: Arc::new(shared) }
    }

    /// Whether nobody else is let into `lane` now.
    pub fn is_full(&self, lane: Lane) -> bool {
        self.shared.taken(lane).load(Ordering::SeqCst) >= self.threads * PLACES_PER_THREAD
    }

    /// A place in `lane`.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when there is none.
    pub fn place(&self, lane: Lane) -> Result<Place, StoreError> {
        let before = self.shared.taken(lane).fetch_add(1, Ordering::SeqCst);
        let place = Place { shared: self.shared.clone(), lane };
        if before < self.threads * PLACES_PER_THREAD { Ok(place) } else { Err(StoreError::Busy) }
    }

    /// Does `work` on one of the threads when it is `place`'s turn. Whoever has gone meanwhile is passed over.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when there are no threads; what `work` says.
    pub async fn run<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.start()?;
        let lane = place.lane;
        let (answer, answered) = oneshot::channel();
        let work = move || {
            if !answer.is_closed() {
                // Nobody listens any more if this fails.
                let _ = answer.send(work());
            }
            drop(place);
        };
        self.shared.queue().lanes[lane as usize].push_back(Box::new(work));
        self.shared.has_work.notify_one();
        answered.await.map_err(|_| StoreError::Busy)?
    }

    fn start(&self) -> Result<(), StoreError> {
        if self.have_started.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        for number in 0..self.threads {
            let shared = self.shared.clone();
            let thread = std::thread::Builder::new().name(format!("password-{number}")).spawn(move || {
                step_back(19);
                while let Some(work) = shared.next() {
                    work();
                }
            });
            if let Err(error) = thread {
                tracing::error!(%error, "no thread for passwords could be started");
                if number == 0 {
                    self.have_started.store(false, Ordering::SeqCst);
                    return Err(StoreError::Busy);
                }
            }
        }
        Ok(())
    }
}

impl Drop for Hashers {
    fn drop(&mut self) {
        self.shared.queue().is_over = true;
        self.shared.has_work.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// The one thread of `hashers`, held until the sender is dropped.
    async fn held(hashers: &Arc<Hashers>) -> mpsc::Sender<()> {
        let (hold, released) = mpsc::channel::<()>();
        let (began, has_begun) = oneshot::channel();
        let place = hashers.place(Lane::Known).unwrap();
        let hashers = hashers.clone();
        tokio::spawn(async move {
            let work = move || {
                let _ = began.send(());
                let _ = released.recv();
                Ok(())
            };
            hashers.run(place, work).await
        });
        has_begun.await.unwrap();
        hold
    }

    #[tokio::test]
    async fn whoever_comes_when_every_place_is_taken_is_told_to_try_again_and_who_is_known_is_not() {
        let hashers = Hashers::of(1);
        let places: Vec<_> = (0..PLACES_PER_THREAD).map(|_| hashers.place(Lane::Strangers).unwrap()).collect();
        assert!(hashers.is_full(Lane::Strangers));
        assert!(matches!(hashers.place(Lane::Strangers), Err(StoreError::Busy)));
        assert!(hashers.place(Lane::Known).is_ok(), "a lane of its own");
        drop(places);
        assert!(!hashers.is_full(Lane::Strangers));
        assert!(hashers.place(Lane::Strangers).is_ok());
    }

    #[tokio::test]
    async fn who_is_known_comes_before_strangers_that_came_first() {
        let hashers = Arc::new(Hashers::of(1));
        let hold = held(&hashers).await;
        let (said, order) = mpsc::channel();
        let mut asked = Vec::new();
        for (lane, name) in [(Lane::Strangers, "a stranger"), (Lane::Strangers, "another"), (Lane::Known, "the owner")] {
            let (place, said, at) = (hashers.place(lane).unwrap(), said.clone(), hashers.clone());
            asked.push(tokio::spawn(async move {
                let work = move || {
                    said.send(name).unwrap();
                    Ok(())
                };
                at.run(place, work).await.unwrap();
            }));
            while hashers.shared.queue().lanes[lane as usize].is_empty() {
                tokio::task::yield_now().await;
            }
        }
        while hashers.shared.queue().lanes[Lane::Strangers as usize].len() < 2 {
            tokio::task::yield_now().await;
        }
        drop(hold);
        for one in asked {
            one.await.unwrap();
        }
        assert_eq!(order.try_iter().collect::<Vec<_>>(), ["the owner", "a stranger", "another"]);
    }

    #[tokio::test]
    async fn who_has_gone_costs_no_work_and_gives_the_place_back() {
        let hashers = Arc::new(Hashers::of(1));
        let hold = held(&hashers).await;
        let (said, done) = mpsc::channel();
        let place = hashers.place(Lane::Strangers).unwrap();
        let gone = {
            let (hashers, said) = (hashers.clone(), said.clone());
            tokio::spawn(async move { hashers.run(place, move || said.send("the one who has gone").map_err(|_| StoreError::Busy)).await })
        };
        while hashers.shared.queue().lanes[Lane::Strangers as usize].is_empty() {
            tokio::task::yield_now().await;
        }
        gone.abort();
        assert!(gone.await.is_err());
        drop(hold);
        let place = hashers.place(Lane::Strangers).unwrap();
        hashers.run(place, move || said.send("the next").map_err(|_| StoreError::Busy)).await.unwrap();
        assert_eq!(done.try_iter().collect::<Vec<_>>(), ["the next"]);
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn its_threads_step_back_and_the_others_do_not() {
        let hashers = Hashers::of(1);
        let nice = |of| rustix::process::getpriority_process(of).map_err(|_| StoreError::Busy);
        let before = nice(None).unwrap();
        let place = hashers.place(Lane::Known).unwrap();
        assert_eq!(hashers.run(place, move || nice(None)).await.unwrap(), 19);
        assert_eq!(nice(None).unwrap(), before);
    }
}

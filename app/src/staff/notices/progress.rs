//! `/staff/incidents/{slug}/notices/{id}/progress`: the figures of a notice as they move, as server-sent events.
//!
//! Another server may do the work, so the database is asked. The stream ends with the session, with the role, with the notice, and when the
//! server stops; it keeps no session alive. An event is lines of "name, tab, text"; the island puts them where they belong.

use std::{
    convert::Infallible,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Extension,
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::notice::NoticeState;
use http::{HeaderValue, StatusCode, header, request::Parts};

use super::{Figures, notice_of};
use crate::{
    error::PageError,
    request::Request,
    site::Site,
    staff::{ReadDesk, publishing::slug_of},
    streams::Place,
    words::Words,
};

/// How often the database is asked.
const EVERY: Duration = Duration::from_secs(1);
/// Counting a million takes its time: asking again waits so many times as long as the answer took.
const EASE: u32 = 20;
/// What lies between us and the browser sees that the connection lives.
const ALIVE: Duration = Duration::from_secs(15);

/// The stream, or the page that says why there is none.
pub async fn progress(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match open(&site, &request).await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn open(site: &Site, request: &Request) -> Result<Response, PageError> {
    let desk = ReadDesk::watch(site, request, slug_of(request)).await?;
    notice_of(site, request, &desk.incident).await?;
    let Some(place) = site.streams.enter(desk.staff.session.session_id) else {
        // The page is whole without it.
        let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        return Ok(response);
    };
    let watched =
        Watched { site: site.clone(), request: request.clone(), place: Arc::new(place), said: String::new(), pause: Duration::ZERO };
    let events = futures::stream::unfold(Some(watched), |watched| async {
        let (event, watched) = watched?.next().await?;
        Some((Ok::<Event, Infallible>(event), watched))
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response();
    // nginx would collect what it gets otherwise.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// A stream under way.
struct Watched {
    site: Site,
    request: Request,
    place: Arc<Place>,
    said: String,
    pause: Duration,
}

impl Watched {
    /// The next event, once there is something new; after the last one there is no stream any more. Nothing when the server stops.
    async fn next(mut self) -> Option<(Event, Option<Self>)> {
        loop {
            let place = self.place.clone();
            tokio::select! {
                () = place.ended() => return None,
                () = tokio::time::sleep(self.pause) => {}
            }
            let began = Instant::now();
            // Whatever it is (the session, the role, the notice, the database), the page says it better when it is loaded again.
            let Ok((figures, goes_on)) = self.look().await else { return Some((Event::default().event("end").data("-"), None)) };
            self.pause = EVERY.max(began.elapsed() * EASE);
            let is_news = figures != self.said;
            self.said.clone_from(&figures);
            if !goes_on {
                return Some((Event::default().event("end").data(figures), None));
            }
            if is_news {
                return Some((Event::default().data(figures), Some(self)));
            }
        }
    }

    /// The figures of now, and whether they can still move.
    async fn look(&self) -> Result<(String, bool), PageError> {
        let (site, request) = (&self.site, &self.request);
        let desk = ReadDesk::watch(site, request, slug_of(request)).await?;
        let notice = notice_of(site, request, &desk.incident).await?;
        let handling = site.store.notice_handling(&notice).await?;
        let (counts, left) = (site.store.notice_counts(&notice).await?, site.store.count_unqueued(&notice).await?);
        let figures = Figures::of(Words(request.lang), &desk.incident, &notice, &handling, &counts, left);
        let goes_on = !matches!(notice.state, NoticeState::Draft | NoticeState::Waiting | NoticeState::Done);
        Ok((lines(Words(request.lang), &figures), goes_on))
    }
}

fn lines(words: Words, figures: &Figures) -> String {
    let news = words.with("staff-notices-news", &[("state", &figures.state_words)]);
    let fixed = [
        ("percent", figures.percent.to_string()),
        ("point", figures.point.clone()),
        ("news", news),
        ("figure-percent", figures.percent_words.clone()),
        ("figure-pace", figures.pace.clone()),
        ("figure-put-off", figures.put_off.clone()),
    ];
    let counts = figures.counts.iter().map(|(id, _, count)| (*id, count.clone()));
    fixed.into_iter().chain(counts).map(|(name, text)| format!("{name}\t{text}")).collect::<Vec<_>>().join("\n")
}

//! Nothing of ours lies over what the admin needs, in any window; and the panel goes where it is told to.

use fantoccini::key::Key;
use trivet_browser::{
    Result, Stage, ensure, in_every_browser,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;

/// Left, top, width and height.
type Area = [f64; 4];

/// The last but one is the first at 200 %.
const SIZES: [(f64, f64); 5] = [
    (1280.0, 800.0),
    (1024.0, 700.0),
    (800.0, 600.0),
    (640.0, 400.0),
    (320.0, 256.0),
];

/// A panel of one line.
const LINE: (f64, f64) = (240.0, 40.0);

/// The panel stands on whole pixels, and a page's own does not.
const LEAST: f64 = 0.5;

pub(crate) fn overlap(one: &Area, other: &Area) -> f64 {
    let along = |from: usize, length: usize| {
        (one[from] + one[length]).min(other[from] + other[length])
            - one[from].max(other[from])
            - LEAST
    };
    along(0, 2).max(0.0) * along(1, 3).max(0.0)
}

/// Whether one line fits anywhere beside these.
fn has_room((width, height): (f64, f64), needed: &[Area]) -> bool {
    let steps = |length: f64| {
        (0..)
            .map(|step| f64::from(step) * 4.0)
            .take_while(move |at| *at <= length)
    };
    steps(height - LINE.1).any(|top| {
        steps(width - LINE.0).any(|left| {
            let line = [left - 1.0, top - 1.0, LINE.0 + 2.0, LINE.1 + 2.0];
            needed.iter().all(|one| overlap(&line, one) <= 0.0)
        })
    })
}

/// In every window nothing of ours lies over any of these, as long as one line has room.
pub(crate) async fn nothing_covers(stage: &Stage, when: &str, labels: &[&str]) -> Result<()> {
    let session = &stage.session;
    for size in SIZES {
        session.set_viewport(Some(size)).await?;
        let what = format!("{when}, {size:?}: nothing to be covered");
        until(what, SOON, async || {
            let needed = session.page().areas(labels).await?;
            let ours = session.panel().areas().await?;
            let over: f64 = ours
                .iter()
                .flat_map(|own| needed.iter().map(|one| overlap(own, one)))
                .sum();
            let is_clear = !ours.is_empty() && (over <= 0.0 || !has_room(size, &needed));
            Ok(Look::when(is_clear, || {
                format!("{over} px², {ours:?} over {needed:?}")
            }))
        })
        .await?;
    }
    session.set_viewport(None).await
}

/// One line, moved by mouse and by keys, closed and back by one press; and the place is the same on the next page.
async fn the_panel_goes_where_it_is_told(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    panel.until_step(4, "done").await?;
    panel.until_still().await?;
    let at = async || {
        let areas = panel.areas().await?;
        areas
            .first()
            .copied()
            .ok_or_else(|| trivet_browser::Error::wrong("no panel"))
    };
    let before = at().await?;
    let header = (before[0] + 60.0, before[1] + 20.0);
    session
        .drag(header, (header.0 - 250.0, header.1 + 150.0))
        .await?;
    let moved = until("the panel to move", SOON, async || {
        let now = at().await?;
        let is_there =
            (now[0] - before[0] + 250.0).abs() < 3.0 && (now[1] - before[1] - 150.0).abs() < 3.0;
        Ok(Look::or_not_yet(is_there.then_some(now), || {
            format!("{before:?} {now:?}")
        }))
    })
    .await?;

    let handle = panel.part("[data-part=\"move\"]").await?;
    let handle = serde_json::to_value(&handle).unwrap_or_default();
    session.script("arguments[0].focus()", vec![handle]).await?;
    session.press(Key::Left).await?;
    session.press(Key::Up).await?;
    until("the panel to follow the keys", SOON, async || {
        let now = at().await?;
        let is_there =
            (now[0] - moved[0] + 16.0).abs() < 3.0 && (now[1] - moved[1] + 16.0).abs() < 3.0;
        Ok(Look::when(is_there, || format!("{moved:?} {now:?}")))
    })
    .await?;

    stage.open(Screen::CreateToken).await?;
    panel.until_step(4, "done").await?;
    until("the panel where it was put", SOON, async || {
        let now = at().await?;
        let is_there =
            (now[0] - moved[0] + 16.0).abs() < 4.0 && (now[1] - moved[1] + 16.0).abs() < 4.0;
        Ok(Look::when(is_there, || format!("{moved:?} {now:?}")))
    })
    .await?;

    panel.fold().await?;
    until("one line", SOON, async || {
        let now = at().await?;
        Ok(Look::when((now[3] - LINE.1).abs() < 1.0, || {
            format!("{now:?}")
        }))
    })
    .await?;
    // What must be read opens it again; and it can be closed even then.
    session.page().click_box("Can send events").await?;
    session.page().press("OK").await?;
    panel.until_notice("submit-held").await?;
    panel.press("hide").await?;
    panel.until_gone().await?;
    session.press_toolbar_button().await?;
    let drawn = panel.until_step(4, "wrong").await?;
    ensure!(drawn.notice("submit-held").is_some(), "{drawn}");
    Ok(())
}

in_every_browser!(the_panel_goes_where_it_is_told);

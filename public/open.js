// Moves the secret of a mailed link out of the address into the form, so that it reaches no log, no history and no other
// site. Without this script the page is the form for the typed code. Links of people, of staff and of
// subscribers look different.
"use strict";
(() => {
  const take = () => {
    const token = location.hash.slice(1);
    const link = document.getElementById("open-link");
    const code = document.getElementById("open-code");
    // Other fragments, such as #main, are places on the page.
    if (!/^([A-Za-z0-9_-]{22}|[0-9A-Za-z]{32}|[0-9a-z]{52})$/.test(token) || !link || !code) return;
    history.replaceState(null, "", location.pathname);
    link.elements.namedItem("token").value = token;
    link.hidden = false;
    code.hidden = true;
  };
  // A second link pressed while this page is open changes only the fragment.
  addEventListener("hashchange", take);
  take();
})();

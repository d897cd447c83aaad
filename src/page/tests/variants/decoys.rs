//! What stands beside, and must never be touched: look-alike forms, other credentials, lists, old copies.

use super::super::draw::Draw;

/// Screens and parts of screens, none of which is ours.
const DECOYS: &[&str] = &[
    // Manage Users.
    "<form><h2>Edit User</h2><label>E-mail <input type=email value='jane.doe@example.com'></label>
     <label><input type=checkbox checked> Is enabled</label><label><input type=checkbox> Can manage users</label>
     <button>OK</button><button type=button>Clear</button><button type=button>Cancel</button></form>",
    "<div role=dialog aria-label='Manage Users'><table><tr><td>Is enabled</td><td><input type=checkbox></td></tr><tr><td>Is locked</td><td><input type=checkbox checked></td></tr></table><div role=button>OK</div></div>",
    // SFTP user.
    "<section><h3>Create SFTP User</h3><label for=su>User name</label><input id=su><label for=sp>Notes</label><textarea id=sp></textarea>
     <label><input type=checkbox checked>Is enabled</label><button>OK</button></section>",
    "<div role=dialog><h3>SFTP User Credentials</h3><label>User name<input readonly value='sftp_northern_outfitters_1'></label><label>Password<input readonly value='9f8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d'></label><button>Download CSV File</button><button>Close</button></div>",
    // Data Warehouse user.
    "<div class=modal><div class=title>Download Data Warehouse Credentials</div><table><tr><td>User ID</td><td>AAAABBBBCCCCDDDDEEEEFFFF</td></tr><tr><td>Secret</td><td>ZZZZYYYYXXXXWWWWVVVVUUUU</td></tr></table><a>Download CSV File</a><a>Close</a></div>",
    "<form><h2>Data Warehouse User</h2><label><input type=checkbox>Can access data</label><label><input type=checkbox checked>Can send events to the warehouse</label><label><input type=checkbox>Is enabled</label><input type=submit value=OK></form>",
    // The list of tokens.
    "<table><thead><tr><th><input type=checkbox aria-label='Select all'></th><th>Name</th><th>API Key ID</th><th>Is enabled</th></tr></thead><tbody><tr><td><input type=checkbox aria-label='Select row'></td><td>sales</td><td>1B4F0E98-51C1-4B4E-9A5B-0C0F7A3D2E11</td><td><input type=checkbox checked disabled></td></tr></tbody></table>",
    "<div role=grid><div role=row><span role=columnheader>API Key ID</span><span role=columnheader>Can access API</span><span role=columnheader>Can send events</span><span role=columnheader>Is enabled</span></div><div role=row><span role=gridcell>0C0F7A3D-51C1-4B4E-9A5B-1B4F0E982E11</span><span role=gridcell>Yes</span><span role=gridcell>No</span><span role=gridcell>Yes</span></div></div>",
    "<table><thead><tr><th>Name</th><th>Can access API</th><th>Can send events</th><th>Is enabled</th></tr></thead><tbody><tr><td>sales</td><td><input type=checkbox checked></td><td><input type=checkbox></td><td><input type=checkbox checked></td></tr></tbody></table>",
    "<div role=grid><div role=row><div role=columnheader>Name</div><div role=columnheader>API</div><div role=columnheader>Events</div><div role=columnheader>On</div></div><div role=row><div role=gridcell>sales</div><div role=gridcell><span role=checkbox aria-checked=true aria-label='Can access API'></span></div><div role=gridcell><span role=checkbox aria-checked=false aria-label='Can send events'></span></div><div role=gridcell><span role=checkbox aria-checked=true aria-label='Is enabled'></span></div></div></div>",
    // Words that are similar.
    "<div><label><input type=checkbox checked>Can access API documentation</label><label><input type=checkbox>Can send events by e-mail</label><label><input type=checkbox>Is enabled by default</label></div>",
    "<dl><dt>API Key ID format</dt><dd>XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX</dd><dt>API Key Secret format</dt><dd>XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX</dd></dl>",
    "<p>To call the API, a token needs the permissions Can access API, Can send events and Is enabled.</p>",
    "<ul class=help><li>Can access API: calls to the REST API.</li><li>Can send events: event streams.</li><li>Is enabled: switches it on.</li></ul>",
    "<p>After closing, the API Key Secret can never be read again. The API Key ID stays in the list.</p>",
    // Other boxes and buttons.
    "<label><input type=checkbox> Select all</label>",
    "<div role=toolbar><button aria-pressed=true>Bold</button><button aria-pressed=false>Filter</button></div>",
    "<div role=switch aria-checked=true tabindex=0></div><span>Dark mode</span>",
    "<aside role=dialog aria-label='What is new'><p>News</p><button aria-label=Close>×</button></aside>",
    "<nav><ul><li><a>Security</a><ul><li><a>API Tokens</a></li><li><a>Manage SFTP Configuration</a></li><li><a>Manage Users</a></li></ul></li></ul></nav>",
    "<header><input type=search placeholder=Search><button>OK</button></header>",
    "<div><h4>Event Stream</h4><label>Is enabled <input type=checkbox checked></label></div>",
    "<div>Is enabled<br>Campaign preview <input type=checkbox></div>",
];

/// Some of them, in any order.
pub fn some(draw: &mut Draw, most: usize) -> Vec<String> {
    let mut decoys: Vec<&str> = DECOYS.to_vec();
    draw.shuffle(&mut decoys);
    let count = draw.below(most + 1);
    let chosen = decoys.into_iter().take(count);
    chosen.map(str::to_owned).collect()
}

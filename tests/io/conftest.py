"""A small valid scenario, and what the reader says of it once files are changed."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from counterpoint.io.faults import InputFaults
from counterpoint.io.scenario import Reading, read_scenario

BASE: Mapping[str, str] = {
    "scenario.yaml": """\
name: Base
horizon: {start: 2027-01-04, end: 2027-06-30}
as_of: 2027-01-04
overrun_days: 3
working_days: [mon, tue, wed, thu, fri]
country: FR
language: en
profile: balanced
charter: charter.yaml
""",
    "charter.yaml": """\
collision_days: 7
arbitration: {relationship: 3}
rules:
  - id: cap
    kind: frequency_cap
    level: soft
    weight: 2.5
    max: 3
    window_days: 7
    accounts: [a1]
    exceptions:
      - {from: 12-20, until: 01-10, max: 1}
  - id: apart
    kind: spacing
    between: other_bu
    min_gap_days: 3
    not_bus: [b2]
""",
    "business_units.csv": "bu_id,name,country,subdivision,sales_cycle_months\nb1,One,FR,57,3\nb2,Two,DE,,\n",
    "accounts.csv": """\
account_id,name,tier,lead_bu,parent_id
a1,Alpha,strategic,b1,
a2,Beta,,,a1
a3,Gamma,,,
""",
    "campaigns.csv": """\
campaign_id,bu_id,name,stage,requested_start,latest_start,start_days,launch,commitment,min_accounts,value
c1,b1,Webinar,1,2027-W05,,tue wed,together,optional,50%,10
c2,b2,Visits,2,2027-03-01,2027-05-28,,per_account,mandatory,1,2.5
c3,b1,"Offer, in
two lines",4,2027-04-06,,,per_wave,fixed,,
""",
    "touches.csv": """\
campaign_id,step,offset_days,channel,personas
c1,1,-5,email,plant manager; CFO
c1,2,0,event,
""",
    "channels.csv": "channel,pressure,send_days\nfair,2.5,mon\n",
    "audiences.csv": """\
campaign_id,account_id,wave,required
c1,a1,,yes
c1,a2,,
c2,a2,,
c2,a3,,
c3,a1,1,
c3,a3,2,
""",
    "fit.csv": "bu_id,account_id,relationship\nb1,a1,0.8\n",
    "opportunities.csv": "opportunity_id,bu_id,account_id,deal_stage,opened_on\no1,b1,a1,offer,2026-11-02\n",
    "engagement.csv": "account_id,bu_id,stage,date\na1,b1,2,2026-10-01\n",
    "history.csv": "date,account_id,bu_id,campaign_id,channel\n2026-12-20,a1,b1,old,email\n",
    "dependencies.csv": "predecessor,successor,min_lag_days,max_lag_days\nc1,c3,0,\n",
    "resources.csv": "resource_id,capacity\nkit,2\n",
    "campaign_resources.csv": "campaign_id,resource_id,units\nc1,kit,1\n",
    "budgets.csv": "payer,period_start,period_end,amount\ngroup,2027-01-01,2027-06-30,1000\n",
    "content.csv": "content_id,ready_on\nbrochure,2027-01-20\n",
    "campaign_content.csv": "campaign_id,content_id\nc1,brochure\n",
    "blackouts.csv": "from,until,account_id,reason\n2027-05-01,2027-05-09,a1,shutdown\n",
    "answers.csv": "bu_id,campaign_id,answer,answered_on\nb1,c1,accept,2027-01-02\n",
    "published.csv": "campaign_id,account_id,start\nc1,a1,2027-02-02\n",
    "decisions.csv": """\
decision_id,action,campaign_id,account_id,from,until,decided_by,decided_on,reason
d1,pin,c1,,2027-02-01,2027-03-31,committee,2027-01-03,the fair
""",
}

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write the base scenario with some files changed (text or bytes), or left out (None)."""

    def write(changes: Mapping[str, str | bytes | None] | None = None) -> Path:
        for name, content in {**BASE, **(changes or {})}.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (tmp_path / name).write_bytes(data)
        return tmp_path

    return write


@pytest.fixture
def read(make: Make) -> Callable[..., Reading]:
    """Read the base scenario with some files changed."""
    return lambda changes=None: read_scenario(make(changes))


@pytest.fixture
def faults(make: Make) -> Callable[..., list[str]]:
    """List the faults of the base scenario with some files changed, the folder's path left out."""

    def tell(changes: Mapping[str, str | bytes | None]) -> list[str]:
        folder = make(changes)
        with pytest.raises(InputFaults) as caught:
            read_scenario(folder)
        return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]

    return tell

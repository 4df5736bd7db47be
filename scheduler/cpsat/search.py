"""Search: CP-SAT runs on a problem's model, inside the worker.

One CP-SAT worker is one strategy. It alternates here with searches of neighbourhoods around the best
plan, in slices of deterministic time, so that runs repeat exactly.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from ..outcome import Cut, Limits, Status
from ..problem.arrays import LARGEST
from ..problem.plan import Plan
from ..problem.problem import Problem
from .messages import Bounded, Found, Message, Verdict
from .model import Model, build
from .neighbourhoods import Neighbourhoods
from .worker import Stop, remaining

#: How the slices of the whole search take turns: the level of linearisation, and whether bounds come
#: from cores. Prices (of pairs, windows, rewards) are proven by linear relaxations and cores; where all
#: is hard, and until there is a plan, these only cost time.
HARD = ((1, False),)
PRICED = ((2, False), (2, True))
#: Deterministic time of the first slice of the whole search; each slice is twice the one before.
SLICE = 1.0
#: Deterministic time for one neighbourhood in the first turn; in each turn twice that of the one before.
NEIGHBOURHOOD = 0.1
#: Deterministic time for a first plan with as little as possible scheduled.
BARE = 20.0
#: With fewer items to move than this, the whole search is never interrupted.
FEWEST = 5
#: How much longer than the slice before it a turn of neighbourhoods may take.
SHARE = 10
#: So many neighbourhoods in a row without a better plan end their turn.
BARREN = 40
#: Deterministic time that completing a hint may take.
HINTING = 5.0
#: Deterministic time that confirming that no plan exists may take, beyond what the finding took.
CONFIRMING = 20.0
#: Seconds granted to that confirmation whatever is left.
GRACE = 5.0

STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}
PROOFS = (Status.OPTIMAL, Status.INFEASIBLE)


@dataclass(frozen=True)
class Incumbent:
    """The best solution so far: its objective in the model, each variable's value, its plan."""

    scaled: int
    values: list[int]
    plan: Plan


class Reporter(cp_model.CpSolverSolutionCallback):
    """Sends each plan as it is found."""

    def __init__(self, search: "Search") -> None:
        super().__init__()
        self._search = search

    def on_solution_callback(self) -> None:
        """Send the plan at hand."""
        model = self._search.model
        scaled = round(self.objective_value) if model.priced else 0
        self._search.send(Found(model.plan(self.value), model.objective(scaled)))


class Search:
    """One problem's search.

    Parameters
    ----------
    problem
        The problem.
    limits
        How long it may take.
    deadline
        The moment of the monotonic clock at which it must end.
    stop
        Tells it to end.
    send
        Takes messages to the parent.
    """

    def __init__(
        self, problem: Problem, limits: Limits, deadline: float, stop: Stop, send: Callable[[Message], None]
    ) -> None:
        self.limits, self.deadline, self.stop = limits, deadline, stop
        self._lock, self._send = threading.Lock(), send
        self.problem = problem
        self.effort = 0.0
        self.best: Incumbent | None = None
        self._drawn = 0
        self.soft = any(primitive.price for primitive in problem.primitives)

    def send(self, message: Message) -> None:
        """Send a message to the parent."""
        with self._lock:
            self._send(message)

    def run(self, hint: Plan | None) -> Verdict:
        """Search until a proof or a limit."""
        if hint is None and self.soft:
            hint = self._begin()
        # Large models take their time: they are built when a first plan is safe.
        self.model: Model = build(self.problem)
        if fault := self.model.formula.model.validate():
            raise ValueError(f"CP-SAT does not accept the model: {fault}")
        self.bound = self.model.formula.largest
        self.send(Bounded(self.bound, self.effort))
        if hint is not None:
            self._hint(hint)
        status, notes = self._rounds(), tuple[str, ...]()
        if status is Status.INFEASIBLE:
            status, notes = self._confirm()
        bound = None if status is Status.INFEASIBLE else self.bound
        return Verdict(status, bound, self.effort, self._cut(status), notes)

    # -- rounds -------------------------------------------------------------------------------------

    def _rounds(self) -> Status:
        """Take turns: the whole problem, then neighbourhoods of the best plan, each turn twice as long."""
        neighbourhoods = Neighbourhoods(self.model, self.limits.seed)
        turns = self.model.priced and len(neighbourhoods.movable) >= FEWEST
        effort, turn = SLICE if turns else math.inf, 0
        while True:
            status = self._whole(effort, turn)
            if status in PROOFS or not turns or self._spent:
                return status
            if self.best is not None:
                self._improve(neighbourhoods, SHARE * effort, NEIGHBOURHOOD * 2**turn)
                if self._proven:
                    return Status.OPTIMAL
            effort, turn = 2 * effort, turn + 1

    def _begin(self) -> Plan | None:
        """Find a plan that keeps all that is hard: among prices a first one is slow to find.

        It is asked for with as little as possible scheduled first, then with all that may be.
        """
        hard = tuple(primitive for primitive in self.problem.primitives if primitive.price is None)
        model = build(replace(self.problem, primitives=hard))
        bare = model.formula.model.clone()
        for own, required in zip(model.variables.items, self.problem.items.required, strict=True):
            if not required and isinstance(own.present, cp_model.IntVar):
                bare.add(bare.get_int_var_from_proto_index(own.present.index) == 0)
        best: Plan | None = None
        for one, effort in ((bare, BARE), (model.formula.model, SLICE)):
            if self._spent:
                break
            solver = self._solver(self.limits.seed, effort)
            solver.parameters.stop_after_first_solution = one is bare
            self.stop.tell = solver.stop_search
            found = solver.solve(one) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
            self.effort = round(self.effort + solver.deterministic_time, 6)
            plan = model.plan(solver.value) if found else None
            if plan and (best is None or self.problem.objective(plan) > self.problem.objective(best)):
                best = plan
                self.send(Found(plan, self.problem.objective(plan)))
        return best

    def _whole(self, effort: float, turn: int) -> Status:
        """Search the whole problem for a plan better than the best."""
        model = self.model.formula.model
        if self.best is not None:
            if not self.model.priced:
                return Status.OPTIMAL
            model = self._better(self.best)
            for index, value in enumerate(self.best.values):
                model.add_hint(model.get_int_var_from_proto_index(index), value)
        solver = self._solver(self.limits.seed + turn, effort)
        strategies = PRICED if self.best is not None and self.soft else HARD
        level, cores = strategies[turn % len(strategies)]
        solver.parameters.linearization_level = level
        solver.parameters.optimize_with_core = cores
        status = self._solve(model, solver, whole=True)
        if self.best is None:
            return status
        proven = status in PROOFS or self._proven
        return Status.OPTIMAL if proven else Status.FEASIBLE

    def _improve(self, neighbourhoods: Neighbourhoods, effort: float, each: float) -> None:
        """Search neighbourhoods of the best plan, as large as can be searched through."""
        end = self.effort + effort
        barren = 0
        while self.best is not None and self.effort < end and barren < BARREN:
            if self._spent or self._proven:
                return
            barren, last = barren + 1, self.best
            self._drawn += 1
            model = self._better(self.best)
            freed = neighbourhoods.draw(self.best.plan)
            for index in self.model.outside(freed, neighbourhoods.frozen_members(freed)):
                model.add(model.get_int_var_from_proto_index(index) == self.best.values[index])
            solver = self._solver(self.limits.seed + self._drawn, each)
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.symmetry_level = 0
            solver.parameters.linearization_level = 2
            before = self.effort
            exhausted = self._solve(model, solver, whole=False) in PROOFS
            barren = barren if self.best is last else 0
            # Time passes even where presolve settles all: no endless loop.
            self.effort = max(self.effort, before + each / 100)
            neighbourhoods.adapt(exhausted)

    def _better(self, best: Incumbent) -> cp_model.CpModel:
        """Give the model of what is better than a solution."""
        model = self.model.formula.model.clone()
        model.clear_hints()  # type: ignore[no-untyped-call]
        # CP-SAT minimises the negated objective; the domain is that of the negation.
        model.proto.objective.domain.extend([-LARGEST, -best.scaled - 1])
        return model

    # -- runs ---------------------------------------------------------------------------------------

    @property
    def _spent(self) -> bool:
        effort = self.limits.effort is not None and self.effort >= self.limits.effort
        return effort or remaining(self.deadline) <= 0 or self.stop.asked.is_set()

    @property
    def _proven(self) -> bool:
        return self.best is not None and self.model.objective(self.best.scaled) >= self.bound

    def _solver(self, seed: int, effort: float) -> cp_model.CpSolver:
        """Give a solver of one worker, within what is left."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = seed % 2**31
        parameters.max_time_in_seconds = remaining(self.deadline)
        parameters.catch_sigint_signal = False
        left = math.inf if self.limits.effort is None else self.limits.effort - self.effort
        parameters.max_deterministic_time = max(0.0, min(left, effort))
        return solver

    def _solve(self, model: cp_model.CpModel, solver: cp_model.CpSolver, *, whole: bool) -> Status:
        """Run a solver, take its best solution, and its bounds if it searches the whole problem."""
        if self._spent:
            return Status.UNKNOWN
        self.stop.tell = solver.stop_search
        if whole:
            solver.best_bound_callback = self._bounded
        status = solver.solve(model, Reporter(self))
        # CP-SAT's sum may differ in its last bit from run to run; what depends on it must not.
        self.effort = round(self.effort + solver.deterministic_time, 6)
        if status == cp_model.MODEL_INVALID:
            raise ValueError(f"CP-SAT: {solver.status_name(status)}: {solver.solution_info()}")
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            scaled = round(solver.objective_value) if self.model.priced else 0
            values = list(map(int, solver.response_proto.solution))
            self.best = Incumbent(scaled, values, self.model.plan(solver.value))
            if whole:
                self._bounded(solver.best_objective_bound)
        return STATUS[status]

    def _bounded(self, scaled: float) -> None:
        """Take note of a bound on the model's objective, where it searches for better than the best."""
        least = self.model.objective(_outward(scaled)) if self.model.priced else self.model.objective(0)
        if self.best is not None:
            least = max(least, self.model.objective(self.best.scaled))
        if least < self.bound:
            self.bound = least
            self.send(Bounded(least, self.effort))

    def _hint(self, plan: Plan) -> None:
        """Start from a plan: with the values that all other variables take under it, if they are found."""
        model = self.model.formula.model
        decisions = self.model.decisions(plan)
        fixed = model.clone()
        for index, (_, value) in decisions.items():
            fixed.add(fixed.get_int_var_from_proto_index(index) == value)
        self._solve(fixed, self._solver(self.limits.seed, HINTING), whole=False)
        if self.best is None:
            for variable, value in decisions.values():
                model.add_hint(variable, value)

    def _confirm(self) -> tuple[Status, tuple[str, ...]]:
        """Ask again, differently, whether no plan exists: a wrong answer is on record."""
        model = self.model.formula.model.clone()
        model.clear_hints()  # type: ignore[no-untyped-call]
        self.deadline = max(self.deadline, time.monotonic() + GRACE)
        solver = self._solver(self.limits.seed + 1, math.inf)
        solver.parameters.max_deterministic_time = CONFIRMING + self.effort
        solver.parameters.cp_model_presolve = False
        status = self._solve(model, solver, whole=True)
        if status is Status.INFEASIBLE:
            return status, ()
        if status is Status.UNKNOWN:
            return Status.INFEASIBLE, ("a second run, to confirm that no plan exists, did not finish",)
        return Status.FEASIBLE, ("one run found no plan to exist, a second one found one",)

    def _cut(self, status: Status) -> Cut | None:
        if status in PROOFS:
            return None
        if self.stop.asked.is_set():
            return Cut.INTERRUPTED
        return Cut.TIME if remaining(self.deadline) < 0.05 else Cut.EFFORT


def _outward(number: float) -> int:
    """Round a bound outward: beyond 2**52 a float no longer holds every whole number."""
    if abs(number) < 2**52:
        return math.ceil(number - 1e-6)
    return math.ceil(number) + int(abs(number) * 2**-50)

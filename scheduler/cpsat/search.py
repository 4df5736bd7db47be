"""Search: CP-SAT runs on a problem's model, inside the worker."""

import math
import threading
from collections.abc import Callable

from ortools.sat.python import cp_model

from ..outcome import Cut, Limits, Status
from ..problem.plan import Plan
from ..problem.problem import Problem
from .messages import Bounded, Found, Message, Verdict
from .model import Model, build
from .worker import Stop, remaining

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


class Reporter(cp_model.CpSolverSolutionCallback):
    """Sends each plan as it is found."""

    def __init__(self, search: "Search", effort: float) -> None:
        super().__init__()
        self._search, self._effort = search, effort

    def on_solution_callback(self) -> None:
        """Send the plan at hand."""
        search = self._search
        objective = search.model.objective(_whole(self.objective_value)) if search.priced else search.constant
        search.send(Found(search.model.plan(self.value), objective))
        search.bounded(self.best_objective_bound, self._effort + self.deterministic_time)


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
        self,
        problem: Problem,
        limits: Limits,
        deadline: float,
        stop: Stop,
        send: Callable[[Message], None],
    ) -> None:
        self.limits, self.deadline, self.stop = limits, deadline, stop
        self._lock, self._send = threading.Lock(), send
        self.model: Model = build(problem)
        self.constant = self.model.formula.constant
        self.priced = self.model.formula.model.has_objective()
        self.bound = self.model.formula.largest
        self.effort = 0.0
        if fault := self.model.formula.model.validate():
            raise ValueError(f"CP-SAT does not accept the model: {fault}")

    def send(self, message: Message) -> None:
        """Send a message to the parent."""
        with self._lock:
            self._send(message)

    def bounded(self, scaled: float, effort: float) -> None:
        """Take note of a bound on the model's objective."""
        bound = self.model.objective(_at_least(scaled)) if self.priced else self.constant
        if bound < self.bound:
            self.bound = bound
            self.send(Bounded(bound, effort))

    def run(self, hint: Plan | None) -> Verdict:
        """Search until a proof or a limit."""
        self.send(Bounded(self.bound, 0.0))
        if hint is not None:
            self._hint(hint)
        status = self._solve(self.model.formula.model, self._parameters(self.limits.seed))
        notes: tuple[str, ...] = ()
        cut = self._cut(status)
        if status is Status.INFEASIBLE:
            status, notes = self._confirm()
            cut = self._cut(status)
        bound = None if status is Status.INFEASIBLE else self.bound
        return Verdict(status, bound, self.effort, cut, notes)

    def _solve(self, model: cp_model.CpModel, solver: cp_model.CpSolver) -> Status:
        """Run a solver, reporting plans and bounds."""
        spent = solver.parameters.max_deterministic_time <= 0 or remaining(self.deadline) <= 0
        if spent or self.stop.asked.is_set():
            return Status.UNKNOWN
        self.stop.tell = solver.stop_search
        before = self.effort
        solver.best_bound_callback = lambda scaled: self.bounded(scaled, before)
        status = solver.solve(model, Reporter(self, before))
        self.effort += solver.deterministic_time
        if status == cp_model.MODEL_INVALID:
            raise ValueError(f"CP-SAT: {solver.status_name(status)}: {solver.solution_info()}")
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.bounded(solver.best_objective_bound, self.effort)
        return STATUS[status]

    def _parameters(self, seed: int, effort: float | None = None) -> cp_model.CpSolver:
        """Give a solver of one worker, within what is left."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = seed % 2**31
        parameters.max_time_in_seconds = remaining(self.deadline)
        parameters.catch_sigint_signal = False
        left = math.inf if self.limits.effort is None else self.limits.effort - self.effort
        parameters.max_deterministic_time = max(0.0, left if effort is None else min(left, effort))
        return solver

    def _hint(self, plan: Plan) -> None:
        """Hint at a plan, with the values that all other variables take under it if they are soon found."""
        model = self.model.formula.model
        decisions = self.model.decisions(plan)
        fixed = model.clone()
        for index, (_, value) in decisions.items():
            fixed.add(fixed.get_int_var_from_proto_index(index) == value)
        solver = self._parameters(self.limits.seed, HINTING)
        status = self._solve(fixed, solver) if self.limits.effort != 0 else Status.UNKNOWN
        if status in (Status.OPTIMAL, Status.FEASIBLE):
            for index, value in enumerate(solver.response_proto.solution):
                model.add_hint(model.get_int_var_from_proto_index(index), int(value))
        else:
            for variable, value in decisions.values():
                model.add_hint(variable, value)

    def _confirm(self) -> tuple[Status, tuple[str, ...]]:
        """Ask again, differently, whether no plan exists: a wrong answer is on record."""
        model = self.model.formula.model.clone()
        model.clear_hints()  # type: ignore[no-untyped-call]
        self.deadline += GRACE
        solver = self._parameters(self.limits.seed + 1)
        solver.parameters.max_deterministic_time = CONFIRMING + self.effort
        solver.parameters.cp_model_presolve = False
        status = self._solve(model, solver)
        if status is Status.INFEASIBLE:
            return status, ()
        if status is Status.UNKNOWN:
            return Status.INFEASIBLE, ("a second run, to confirm that no plan exists, did not finish",)
        return status, ("one run found no plan to exist, a second one found one",)

    def _cut(self, status: Status) -> Cut | None:
        if status in (Status.OPTIMAL, Status.INFEASIBLE):
            return None
        if self.stop.asked.is_set():
            return Cut.INTERRUPTED
        return Cut.TIME if remaining(self.deadline) < 0.05 else Cut.EFFORT


def _whole(number: float) -> int:
    """Give the objective of a solution, a whole number that the interface hands out as a float."""
    return round(number)


def _at_least(number: float) -> int:
    """Round a bound outward: beyond 2**52 a float no longer holds every whole number."""
    if abs(number) < 2**52:
        return math.ceil(number - 1e-6)
    return math.ceil(number) + int(abs(number) * 2**-50)

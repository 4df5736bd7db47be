"""Solves a model as it is, or with a plan fixed."""

from ortools.sat.python import cp_model

from counterpoint.scheduler.cpsat.model import Model
from counterpoint.scheduler.problem.plan import Plan


def solved(model: Model, plan: Plan | None = None) -> int | None:
    """Give the model's optimum, with a plan fixed if one is given; None if it is infeasible."""
    fixed = model.formula.model.clone()
    if plan is not None:
        for index, (_, value) in model.decisions(plan).items():
            fixed.add(fixed.get_int_var_from_proto_index(index) == value)
        for number, lit in enumerate(model.variables.kept):
            # Members that are always or never kept, or share their item's presence, have no variable.
            want = bool(plan.kept[number] and plan.option[model.variables.problem.members.item[number]] >= 0)
            if isinstance(lit, bool):
                if lit != want:
                    return None
            else:
                fixed.add(lit == want)
        for item, own in enumerate(model.variables.items):
            if isinstance(own.present, bool) and own.present != (plan.option[item] >= 0):
                return None
            if plan.option[item] >= 0 and plan.option[item] not in own.allowed:
                return None
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(fixed)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL, solver.status_name(status)
    scaled = round(solver.objective_value) if fixed.has_objective() else 0
    if plan is None:
        found = model.plan(solver.value)
        assert model.variables.problem.faults(found) == {}
        assert model.variables.problem.objective(found) == model.objective(scaled)
    return model.objective(scaled)

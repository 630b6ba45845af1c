"""The records of content, one module for each schema, all to be imported from here.

Made from `schemas/` by `kinerja.model.generate`: change the schema, not these files.
"""

from kinerja.model.records.action_plan import (
    ActionPlan,
    ActionPlanAction,
    ActionPlanActionMilestone,
)
from kinerja.model.records.approval import (
    Approval,
    ApprovalBy,
    ApprovalChange,
    ApprovalCommits,
    ApprovalDependsOn,
    ApprovalSource,
)
from kinerja.model.records.approval_policy import (
    ApprovalPolicy,
    ApprovalPolicyVersion,
    ApprovalPolicyVersionRule,
)
from kinerja.model.records.area import (
    Area,
    AreaSelector,
)
from kinerja.model.records.audit import (
    Audit,
    AuditDocument,
    AuditFinding,
    AuditSample,
)
from kinerja.model.records.calendar import (
    Calendar,
    CalendarDay,
)
from kinerja.model.records.common import (
    Bilingual,
    Exclusion,
)
from kinerja.model.records.decision import (
    Decision,
    DecisionBasis,
    DecisionDecidedBy,
    DecisionDecision,
    DecisionDecisionFollowUp,
    DecisionDocument,
)
from kinerja.model.records.goal import (
    Goal,
)
from kinerja.model.records.indicator import (
    Indicator,
    IndicatorFormula,
    IndicatorFormulaAnchor,
    IndicatorFormulaDenominator,
    IndicatorPolicies,
    IndicatorQuality,
    IndicatorSource,
)
from kinerja.model.records.mapping import (
    Mapping,
    MappingArea,
)
from kinerja.model.records.measurement import (
    Measurement,
    MeasurementValue,
)
from kinerja.model.records.organisation import (
    Organisation,
    OrganisationColours,
    OrganisationLetterhead,
    OrganisationLimits,
    OrganisationPolicies,
)
from kinerja.model.records.people import (
    People,
    PeoplePerson,
    PeoplePersonLogins,
    PeoplePersonRole,
    PeoplePosition,
)
from kinerja.model.records.policy import (
    Policy,
    PolicyBand,
    PolicyBandYearEnd,
    PolicyTable,
    PolicyTableItem,
    PolicyTableItemBand,
    PolicyTableItemBandFactor,
    PolicyVersion,
)
from kinerja.model.records.realization import (
    Realization,
    RealizationAction,
)
from kinerja.model.records.register import (
    Register,
    RegisterSource,
)
from kinerja.model.records.target import (
    Target,
    TargetBaseline,
    TargetPlanEnd,
    TargetVersion,
)
from kinerja.model.records.unit import (
    Unit,
)
from kinerja.model.records.weights import (
    Weights,
    WeightsVersion,
)

__all__ = [
    "ActionPlan",
    "ActionPlanAction",
    "ActionPlanActionMilestone",
    "Approval",
    "ApprovalBy",
    "ApprovalChange",
    "ApprovalCommits",
    "ApprovalDependsOn",
    "ApprovalPolicy",
    "ApprovalPolicyVersion",
    "ApprovalPolicyVersionRule",
    "ApprovalSource",
    "Area",
    "AreaSelector",
    "Audit",
    "AuditDocument",
    "AuditFinding",
    "AuditSample",
    "Bilingual",
    "Calendar",
    "CalendarDay",
    "Decision",
    "DecisionBasis",
    "DecisionDecidedBy",
    "DecisionDecision",
    "DecisionDecisionFollowUp",
    "DecisionDocument",
    "Exclusion",
    "Goal",
    "Indicator",
    "IndicatorFormula",
    "IndicatorFormulaAnchor",
    "IndicatorFormulaDenominator",
    "IndicatorPolicies",
    "IndicatorQuality",
    "IndicatorSource",
    "Mapping",
    "MappingArea",
    "Measurement",
    "MeasurementValue",
    "Organisation",
    "OrganisationColours",
    "OrganisationLetterhead",
    "OrganisationLimits",
    "OrganisationPolicies",
    "People",
    "PeoplePerson",
    "PeoplePersonLogins",
    "PeoplePersonRole",
    "PeoplePosition",
    "Policy",
    "PolicyBand",
    "PolicyBandYearEnd",
    "PolicyTable",
    "PolicyTableItem",
    "PolicyTableItemBand",
    "PolicyTableItemBandFactor",
    "PolicyVersion",
    "Realization",
    "RealizationAction",
    "Register",
    "RegisterSource",
    "Target",
    "TargetBaseline",
    "TargetPlanEnd",
    "TargetVersion",
    "Unit",
    "Weights",
    "WeightsVersion",
]

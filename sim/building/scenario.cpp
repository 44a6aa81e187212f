#include "building/scenario.hpp"

namespace firedrill {

DrillPlan::DrillPlan() = default;
DrillPlan::DrillPlan(const DrillPlan&) = default;
DrillPlan::DrillPlan(DrillPlan&&) noexcept = default;
DrillPlan& DrillPlan::operator=(const DrillPlan&) = default;
DrillPlan& DrillPlan::operator=(DrillPlan&&) noexcept = default;
DrillPlan::~DrillPlan() = default;

Scenario::Scenario() = default;
Scenario::Scenario(const Scenario&) = default;
Scenario::Scenario(Scenario&&) noexcept = default;
Scenario& Scenario::operator=(const Scenario&) = default;
Scenario& Scenario::operator=(Scenario&&) noexcept = default;
Scenario::~Scenario() = default;

}  // namespace firedrill

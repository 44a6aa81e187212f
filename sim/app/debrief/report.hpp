// The debriefing as people read it: a table on a terminal, JSON for machines, a page in Chinese or
// English. Knows the finished debriefing; runs nothing.
#pragma once

#include <string>
#include <vector>

#include "app/cli/commands.hpp"
#include "app/debrief/debriefing.hpp"

namespace firedrill {

// Costliest first.
std::vector<FaultCost> ranked_costs(const Debriefing& debriefing);
// Texts' key of what the trainee made of the fault: missed, found, found and mended.
const char* fault_state_key(const FaultCost& cost);
// What the fault is called in the catalogue.
std::string fault_name(const Debriefing& debriefing, const FaultCost& cost, const Speech& say);
// A fault's cost in three cells: seconds, doses, people; a dash where it is not known, "0" where
// there is no difference.
struct CostCells {
    std::string seconds, doses, people;
    bool worse = false;  // with the fault than without
};
CostCells cost_cells(const FaultCost& cost, const Speech& say);
// Until when people were inside: "92 s", or how many still were.
std::string evacuation_words(const AblationOutcome& outcome, const Speech& say);

// Faults that could not act, those of one kind and for one reason together.
struct IdleRow {
    std::string code;
    LocalText name;
    Idle why = Idle::nothing;
    std::vector<std::string> targets;
};
std::vector<IdleRow> idle_rows(const Debriefing& debriefing);
const char* idle_key(Idle why);  // texts' key of the reason
// On what cells it was computed, in a sentence.
std::string cells_words(const Debriefing& debriefing, const Speech& say);

std::string debrief_table(const Debriefing& debriefing, const Speech& say);
std::string debrief_json(const Debriefing& debriefing);

// Files beside the page: faults by id, photographs in order with their captions. Both may be empty.
struct DebriefPicture {
    std::string id, file;
    LocalText caption;
};
struct DebriefPictures {
    std::vector<DebriefPicture> faults, photographs;
};
std::string debrief_page(const Debriefing& debriefing, const Speech& say,
                         const DebriefPictures& pictures);

// One sentence on a fault's cost: "+34 s, 2 people hurt".
std::string cost_words(const FaultCost& cost, const Speech& say);

}  // namespace firedrill

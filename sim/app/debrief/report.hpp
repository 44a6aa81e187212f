// The debriefing as people read it: a table on a terminal, JSON for machines, a page in Chinese or
// English. Knows the finished debriefing; runs nothing.
#pragma once

#include <string>
#include <vector>

#include "app/cli/commands.hpp"
#include "app/debrief/debriefing.hpp"

namespace firedrill {

std::string debrief_table(const Debriefing& debriefing, const Speech& say);
std::string debrief_json(const Debriefing& debriefing);
// `pictures`: files beside the page by fault id; `photographs` likewise in order; both may be
// empty.
struct DebriefPicture {
    std::string id, file;
};
std::string debrief_page(const Debriefing& debriefing, const Speech& say,
                         const std::vector<DebriefPicture>& pictures,
                         const std::vector<DebriefPicture>& photographs);

// One sentence on a fault's cost, for the result screen: "+34 s, 2 people hurt".
std::string cost_words(const FaultCost& cost, const Speech& say);

}  // namespace firedrill

// The page of the fire's validation: bias and scatter per quantity beside what FDS and CFAST have
// published, each comparison, the closed forms and the balances, as Markdown and as HTML with
// scatter plots. Knows results, runs nothing.
#pragma once

#include <string>
#include <vector>

#include "app/validate/closed_forms.hpp"
#include "app/validate/fire_measures.hpp"
#include "app/validate/fire_statistics.hpp"
#include "base/texts.hpp"

namespace firedrill::validate {

struct FireCaseResult {
    const FireCase* test = nullptr;
    FireRecord record;
    std::vector<Comparison> pairs;
};

// One quantity on one set of cases.
struct FireVerdict {
    std::string name, unit, criterion, fds, cfast;
    FireQuantity quantity;
    bool coarse = false;  // on cells twice as wide as those that are judged
    bool owed = false;
    bool imposed = false;  // put in, not computed: no check of the model
    Accuracy accuracy;
    std::size_t missing = 0;     // pairs of which the model shows nothing
    double mean_difference = 0;  // predicted less measured
    bool holds = true;
};

struct FireReport {
    const Texts* texts = nullptr;  // never null when verdicts or a page are made
    Language language = Language::zh;
    std::string command, source;
    std::vector<FireCaseResult> cases;
    std::vector<ClosedForm> forms;
    std::vector<FireVerdict> verdicts() const;
    // Runs whose balances or burned heat release rate miss 1 %.
    std::vector<std::string> broken_balances() const;
};

// In words of the report's language.
std::string form_name(const FireReport& report, const ClosedForm& form);
std::string form_criterion(const FireReport& report, const ClosedForm& form);

std::string fire_markdown(const FireReport& report);
std::string fire_html(const FireReport& report);

}  // namespace firedrill::validate

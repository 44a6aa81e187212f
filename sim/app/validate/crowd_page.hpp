// The page of the crowd's verification, as Markdown and as HTML with plots: what was run, what was
// measured, by which criterion it is judged, and under which broken models it fails. Generated;
// nothing in it is written by hand. Headings and explanations are in the language asked for; what
// the cases say of themselves stays in English, as the guidelines they come from.
#pragma once

#include <string>
#include <vector>

#include "app/validate/chart.hpp"
#include "app/validate/crowd_suite.hpp"
#include "base/texts.hpp"

namespace firedrill::validate {

struct PageHead {
    const Texts* texts = nullptr;  // never null when a page is made
    Language language = Language::zh;
    std::string command, version;
    std::string broken;       // name of the broken model that was run; empty: none
    bool brief = false;       // few seeds
    bool with_breaks = true;  // "fails under" was computed
};

std::vector<Chart> charts_of(const CrowdCase& test, const CrowdSuite& suite,
                             const std::vector<const CrowdCase*>& all,
                             const Laboratory& laboratory);
std::string markdown_page(const PageHead& head, const std::vector<CaseResult>& results);
std::string html_page(const PageHead& head, const std::vector<CaseResult>& results,
                      const CrowdSuite& suite, const Laboratory& laboratory);

const char* verdict_of(const CaseResult& result);  // PASS, FAIL, REPORT, N/A
// "0.5: 1.20, 1: 1.01 m/s"
std::string values_text(const ClaimResult& result, const std::string& if_none = "not measured");

}  // namespace firedrill::validate

#include "app/window/costs.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "app/debrief/folder.hpp"
#include "app/debrief/report.hpp"

namespace firedrill {

void CostsRun::start(const Replay& replay) {
    let_go();
    const auto processors = static_cast<int>(std::thread::hardware_concurrency());
    debriefing_ =
        std::make_unique<Debriefing>(replay, DebriefSettings{.jobs = std::max(1, processors - 1)});
    begun_ = Clock::now();
    over_ = false;
    shown_done_ = -1;
}

void CostsRun::stop() {
    if (debriefing_ != nullptr) debriefing_->stop();
}

void CostsRun::let_go() {
    if (debriefing_ == nullptr) return;
    debriefing_->stop();
    ending_.push_back(std::async(std::launch::async,
                                 [last = std::move(debriefing_)]() mutable { last.reset(); }));
    std::erase_if(ending_, [](const std::future<void>& one) {
        return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
}

void CostsRun::show(const Speech& say, CostsUi& ui) {
    if (debriefing_ == nullptr) return;
    if (!over_) {
        try {
            over_ = debriefing_->over();
        } catch (const std::exception& error) {
            ui.notice = error.what();
            ui.running = false;
            let_go();
            return;
        }
        ended_ = Clock::now();
    }
    ui.running = !over_;
    ui.stopped = debriefing_->stopped();
    ui.share = debriefing_->share();
    ui.done = debriefing_->done();
    ui.total = debriefing_->total();
    ui.seconds = std::chrono::duration<double>(ended_ - begun_).count();
    if (ui.done == shown_done_ && say.language == shown_in_) return;
    shown_done_ = ui.done;
    shown_in_ = say.language;
    ui.rows.clear();
    if (ui.done == 0) return;
    const AblationOutcome base = debriefing_->as_recorded();
    ui.method = cells_words(*debriefing_, say);
    ui.as_recorded =
        fmt::format("{} — {}: {}   {}: {} / {}   {}: {}   {}: {:.2f}", say("debrief.as_recorded"),
                    say("debrief.evacuation"), evacuation_words(base, say), say("debrief.out"),
                    base.out, base.occupants, say("debrief.incapacitated"), base.incapacitated,
                    say("debrief.fed_sum"), base.fed_sum);
    for (const FaultCost& cost : ranked_costs(*debriefing_)) {
        const CostCells cells = cost_cells(cost, say);
        ui.rows.push_back({cost.code + "  " + fault_name(*debriefing_, cost, say),
                           say(fault_state_key(cost)), cells.seconds, cells.doses, cells.people,
                           cost.found || cost.mended, cells.worse});
    }
    for (const IdleRow& row : idle_rows(*debriefing_)) {
        ui.rows.push_back(
            {fmt::format("{}  {} ×{}", row.code, row.name.in(say.language), row.targets.size()),
             say("debrief.idle.state"), "–", "–", say(idle_key(row.why)), true, false});
    }
}

std::string CostsRun::save(const std::string& folder, const Speech& say) const {
    if (debriefing_ == nullptr || !over_) return {};
    return write_debriefing_folder(*debriefing_, folder, say, true);
}

void open_on_desktop(const std::string& file) {
    // Twice removed, so that nobody has to wait for it.
    const pid_t child = fork();
    if (child == 0) {
        const pid_t grandchild = fork();
        if (grandchild == 0)
            execlp("xdg-open", "xdg-open", file.c_str(), static_cast<char*>(nullptr));
        _exit(0);
    }
    if (child > 0) waitpid(child, nullptr, 0);
}

}  // namespace firedrill

// debrief: what each fault of a recorded drill cost, by running it again with one mended at a time.

#include <chrono>
#include <iostream>
#include <optional>
#include <thread>

#include "app/debrief/folder.hpp"
#include "app/debrief/report.hpp"
#include "app/run/progress.hpp"
#include "view/picture.hpp"

namespace firedrill {

int debrief(const DebriefOptions& options, const Speech& say) {
    if (!options.output.empty()) begin_debriefing_folder(options.output);
    Debriefing debriefing(read_replay(options.file), {options.jobs, options.cell_m});
    {
        Progress progress;
        const auto begun = std::chrono::steady_clock::now();
        while (!debriefing.over()) {
            progress.show(say("progress.debrief"), debriefing.share() * debriefing.total(),
                          debriefing.total());
            const std::chrono::duration<double> since = std::chrono::steady_clock::now() - begun;
            if (options.minutes > 0 && since.count() > 60 * options.minutes)
                debriefing.begin_no_more();
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
    }
    std::cout << debrief_table(debriefing, say);
    if (options.output.empty()) return static_cast<int>(ExitCode::done);
    std::optional<Offscreen> context;
    if (options.pictures) context.emplace(16, 16);
    std::cout << write_debriefing_folder(debriefing, options.output, say, options.pictures) << '\n';
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill

// Costs: the debriefing that runs behind the result screen: starts, stops and lets go of it without
// keeping the window waiting, and tells the screen how far it is. Draws nothing itself.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "app/debrief/debriefing.hpp"
#include "app/window/screens.hpp"

namespace firedrill {

class CostsRun {
  public:
    // Runs on all processors but one, so that the window stays alive.
    void start(const Replay& replay);
    void stop();
    // Also stops; runs in flight end behind the scenes.
    void let_go();
    // What is known so far, in the person's language.
    void show(const Speech& say, CostsUi& ui);
    // Writes the debriefing's folder; needs a current OpenGL context. The page's path.
    std::string save(const std::string& folder, const Speech& say) const;

  private:
    using Clock = std::chrono::steady_clock;
    std::unique_ptr<Debriefing> debriefing_;
    std::vector<std::future<void>> ending_;
    Clock::time_point begun_, ended_;
    bool over_ = false;
    int shown_done_ = -1;
    Language shown_in_ = Language::zh;
};

// Hands a file to whatever shows such files on this desktop; nothing happens where there is
// nothing.
void open_on_desktop(const std::string& file);

}  // namespace firedrill

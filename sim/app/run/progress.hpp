// Progress of long work on a terminal: one line on standard error, rewritten a few times a second;
// silent where standard error is no terminal.
#pragma once

#include <chrono>
#include <string>

namespace firedrill {

class Progress {
  public:
    Progress();
    ~Progress();  // ends the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // `text`: what is being done; done/total in seconds of simulated time.
    void show(const std::string& text, double done_s, double total_s);
    // The same of things that are counted.
    void show_count(const std::string& text, int done, int total);

  private:
    bool terminal_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace firedrill

// Errors with a place. What goes wrong while loading is said as `place: what is wrong: what to do`;
// nothing inside a tick throws.
#pragma once

#include <stdexcept>
#include <string>

namespace firedrill {

// Where in a file something stands. `line` counts from 1, 0 = unknown; `pointer` is a JSON pointer
// (RFC 6901) or empty.
struct Place {
    std::string file;
    int line = 0;
    std::string pointer;

    // "scenarios/school/scenario.json:120 /walls/3/points"
    std::string str() const;
};

// One thing that is wrong. `what` states the fault, `advice` what to do about it; both already in
// the language of the run.
struct Problem {
    Place place;
    std::string what;
    std::string advice;
    // "place: what: advice"
    std::string str() const;
};

// Exit codes of the program (stable).
enum class ExitCode { done = 0, answer_is_no = 1, usage = 2, file_or_database = 3 };

// Thrown when a file, scenario or database cannot be used. what() is Problem::str().
class LoadError : public std::runtime_error {
  public:
    explicit LoadError(Problem problem, ExitCode code = ExitCode::file_or_database);
    const Problem& problem() const { return problem_; }
    ExitCode code() const { return code_; }

  private:
    Problem problem_;
    ExitCode code_;
};

}  // namespace firedrill

// Call to 119: the conversation of a caller with the fire brigade's operator, as a state machine
// over data (assets/call_119.json). Knows what was asked and said and how long speaking takes;
// whether what was said is true, it is told by the drill.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "building/scenario.hpp"

namespace firedrill {

enum class TrueWhen : std::uint8_t {
    always,
    never,
    fire_class,
    trapped,
    leaving,
    all_out,
    small,
    large
};

struct CallAnswer {
    std::string key;  // "address.full"
    LocalText text;
    TrueWhen true_when = TrueWhen::never;
    std::vector<FireClass> classes;
};
struct CallQuestion {
    std::string fact;  // "address"
    LocalText ask;
    std::vector<CallAnswer> answers;
};
struct CallScript {
    double rings_s = 2.5, characters_per_s = 5;
    LocalText greeting, again, close, cut_off;
    std::vector<CallQuestion> questions;
};
// Throws LoadError. `place` and `role` fill {place} and {role} of the answers.
CallScript load_call_script(const std::string& file, const LocalText& place, const LocalText& role);

// What is the case in the building, as far as answers are judged by it.
struct CallTruth {
    std::vector<FireClass> burning;  // classes that burn now, or burned last
    bool trapped = false;            // someone lies or is stuck inside
    bool inside = false;             // people are still inside
    bool large = false;              // flames higher than a person
};
bool is_true(const CallAnswer& answer, const CallTruth& truth);

struct CallLine {
    bool operator_speaks = false;
    LocalText text;
};

// What a step of the call brought about.
struct CallEvent {
    enum class Kind { fact, complete, hung_up_early } kind;
    std::string fact;  // of fact
    bool right = false;
    int missing = 0;  // facts that the operator lacks, of hung_up_early
};

class Call119 {
  public:
    enum class Phase : std::uint8_t { none, ringing, asking, waiting, answering, closing, ended };

    void use(const CallScript* script) { script_ = script; }
    // Lifts the phone; nothing where a call goes on.
    void dial(double now_s);
    // The caller says an answer: one at a time, when the operator has finished asking; sooner it is
    // kept and said then. Unknown keys say nothing.
    void say(std::string_view key);
    void hang_up();
    void step(double now_s, const CallTruth& truth, std::vector<CallEvent>& events);

    Phase phase() const { return phase_; }
    bool going_on() const { return phase_ != Phase::none && phase_ != Phase::ended; }
    // What may be said now: the question that is asked, -1 none.
    int question() const { return phase_ == Phase::waiting ? question_ : -1; }
    const CallScript* script() const { return script_; }
    const std::vector<CallLine>& lines() const { return lines_; }
    int facts_right() const;
    bool told(std::string_view fact) const;
    std::string facts_told() const;  // comma-separated, the true ones

  private:
    const CallScript* script_ = nullptr;
    Phase phase_ = Phase::none;
    double until_s_ = 0;
    int question_ = 0;
    bool complete_ = false, wants_hang_up_ = false;
    std::vector<std::string> waiting_;  // answers given, not yet said
    const CallAnswer* saying_ = nullptr;
    int saying_question_ = 0;
    std::vector<std::uint8_t> right_, answered_;  // per question
    std::vector<CallLine> lines_;

    double speaking_s(const LocalText& text) const;
    void ask(double now_s, int question, bool again);
    void next(double now_s);
};

}  // namespace firedrill

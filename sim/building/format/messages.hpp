// Messages: problems of scenarios in the language of the run, from assets/texts/check.json. The
// texts are read when the first problem arises, so that a sound scenario costs nothing.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/texts.hpp"

namespace firedrill::format {

class Messages {
  public:
    explicit Messages(Language language) : language_(language) {}

    // `what` is the text "problem.KEY", the advice "problem.KEY.do" (or "problem.ADVICE.do"); {0},
    // {1} … stand for the arguments.
    Problem problem(Place place, std::string_view key, std::initializer_list<std::string> arguments,
                    std::string_view advice = {});
    // The text "problem.KEY" alone: the name of a type or of a kind of thing.
    std::string text(std::string_view key, std::initializer_list<std::string> arguments = {});

    Language language() const { return language_; }

  private:
    std::string fill(const std::string& key, const std::vector<std::string>& arguments);

    Language language_;
    std::optional<Texts> texts_;
};

std::string shown(double number);          // up to six digits, no needless zeros
std::string shown(std::string_view word);  // in quotes; long ones are cut

// The candidate most like `word`, for "did you mean"; empty where none is close.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

// "a, b, c" of at most `most` words, then "…".
std::string listed(const std::vector<std::string_view>& words, std::size_t most = 24);

}  // namespace firedrill::format

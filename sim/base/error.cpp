#include "base/error.hpp"

namespace firedrill {

std::string Place::str() const {
    std::string text = file;
    if (line > 0) text += ":" + std::to_string(line);
    if (!pointer.empty()) text += (text.empty() ? "" : " ") + pointer;
    return text;
}

std::string Problem::str() const {
    std::string text = place.str();
    if (!text.empty()) text += ": ";
    text += what;
    if (!advice.empty()) text += ": " + advice;
    return text;
}

LoadError::LoadError(Problem problem, ExitCode code)
    : std::runtime_error(problem.str()), problem_(std::move(problem)), code_(code) {}

}  // namespace firedrill

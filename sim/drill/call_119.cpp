#include "drill/call_119.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "building/names.hpp"

namespace firedrill {
namespace {

LocalText text_of(const nlohmann::json& json) {
    return {json.at("zh").get<std::string>(), json.at("en").get<std::string>()};
}

void fill(std::string& text, const std::string& mark, const std::string& value) {
    const auto at = text.find(mark);
    if (at != std::string::npos) text.replace(at, mark.size(), value);
}

constexpr struct {
    const char* name;
    TrueWhen when;
} true_when_names[] = {{"always", TrueWhen::always},    {"never", TrueWhen::never},
                       {"class", TrueWhen::fire_class}, {"trapped", TrueWhen::trapped},
                       {"leaving", TrueWhen::leaving},  {"all_out", TrueWhen::all_out},
                       {"small", TrueWhen::small},      {"large", TrueWhen::large}};

TrueWhen true_when_of(const std::string& name, const std::string& file) {
    for (const auto& entry : true_when_names)
        if (name == entry.name) return entry.when;
    throw LoadError({{file, 0, "/questions"},
                     "unknown condition '" + name + "'",
                     "use one of the list at the file's head"});
}

FireClass class_of(const std::string& name, const std::string& file) {
    for (const auto& entry : enum_tables::fire_class)
        if (entry.name == name) return entry.value;
    throw LoadError({{file, 0, "/questions"},
                     "unknown fire class '" + name + "'",
                     "use a class of the scenario format"});
}

// UTF-8 characters.
double characters(const std::string& text) {
    return static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace

CallScript load_call_script(const std::string& file, const LocalText& place,
                            const LocalText& role) {
    std::ifstream stream(file);
    const auto json = nlohmann::json::parse(stream, nullptr, false, true);
    if (!json.is_object())
        throw LoadError({{file, 0, ""}, "no script of a call", "restore the file"});
    CallScript script;
    try {
        script.rings_s = json.at("rings_s").get<double>();
        script.characters_per_s = json.at("characters_per_s").get<double>();
        script.greeting = text_of(json.at("greeting"));
        script.again = text_of(json.at("again"));
        script.close = text_of(json.at("close"));
        script.cut_off = text_of(json.at("cut_off"));
        for (const auto& entry : json.at("questions")) {
            CallQuestion question{
                entry.at("fact").get<std::string>(), text_of(entry.at("ask")), {}};
            for (const auto& said : entry.at("answers")) {
                CallAnswer answer;
                answer.key = said.at("key").get<std::string>();
                answer.text = text_of(said.at("text"));
                fill(answer.text.zh, "{place}", place.zh);
                fill(answer.text.en, "{place}", place.en);
                fill(answer.text.zh, "{role}", role.zh);
                fill(answer.text.en, "{role}", role.en);
                answer.true_when = true_when_of(said.at("true_when").get<std::string>(), file);
                if (said.contains("classes"))
                    for (const auto& name : said.at("classes"))
                        answer.classes.push_back(class_of(name.get<std::string>(), file));
                question.answers.push_back(std::move(answer));
            }
            script.questions.push_back(std::move(question));
        }
    } catch (const nlohmann::json::exception& error) {
        throw LoadError({{file, 0, ""}, error.what(), "restore the file"});
    }
    return script;
}

bool is_true(const CallAnswer& answer, const CallTruth& truth) {
    switch (answer.true_when) {
        case TrueWhen::always:
            return true;
        case TrueWhen::never:
            return false;
        case TrueWhen::fire_class:
            return std::any_of(answer.classes.begin(), answer.classes.end(), [&](FireClass c) {
                return std::find(truth.burning.begin(), truth.burning.end(), c) !=
                       truth.burning.end();
            });
        case TrueWhen::trapped:
            return truth.trapped;
        case TrueWhen::leaving:
            return truth.inside;
        case TrueWhen::all_out:
            return !truth.inside && !truth.trapped;
        case TrueWhen::small:
            return !truth.large;
        case TrueWhen::large:
            return truth.large;
    }
    return false;
}

double Call119::speaking_s(const LocalText& text) const {
    return characters(text.zh) / script_->characters_per_s;
}

void Call119::dial(double now_s) {
    if (script_ == nullptr || going_on()) return;
    phase_ = Phase::ringing;
    until_s_ = now_s + script_->rings_s;
    question_ = 0;
    complete_ = wants_hang_up_ = false;
    waiting_.clear();
    lines_.clear();
    saying_ = nullptr;
    right_.assign(script_->questions.size(), 0);
    answered_.assign(script_->questions.size(), 0);
}

void Call119::say(std::string_view key) {
    if (going_on()) waiting_.emplace_back(key);
}

void Call119::hang_up() {
    if (going_on()) wants_hang_up_ = true;
}

int Call119::facts_right() const {
    return static_cast<int>(std::count(right_.begin(), right_.end(), std::uint8_t{1}));
}

bool Call119::told(std::string_view fact) const {
    if (script_ == nullptr) return false;
    for (std::size_t q = 0; q < right_.size(); ++q)
        if (script_->questions[q].fact == fact) return right_[q] != 0;
    return false;
}

std::string Call119::facts_told() const {
    std::string told;
    for (std::size_t q = 0; q < right_.size(); ++q)
        if (right_[q] != 0) told += (told.empty() ? "" : ",") + script_->questions[q].fact;
    return told;
}

void Call119::ask(double now_s, int question, bool again) {
    question_ = question;
    const LocalText& text = again ? script_->again
                            : question == 0 && lines_.empty()
                                ? script_->greeting
                                : script_->questions[static_cast<std::size_t>(question)].ask;
    lines_.push_back({true, text});
    phase_ = Phase::asking;
    until_s_ = now_s + speaking_s(text);
}

// The first question without an answer, or the end.
void Call119::next(double now_s) {
    for (std::size_t q = 0; q < answered_.size(); ++q) {
        if (answered_[q] != 0) continue;
        ask(now_s, static_cast<int>(q), false);
        return;
    }
    lines_.push_back({true, script_->close});
    phase_ = Phase::closing;
    until_s_ = now_s + speaking_s(script_->close);
}

void Call119::step(double now_s, const CallTruth& truth, std::vector<CallEvent>& events) {
    if (!going_on()) return;
    if (wants_hang_up_) {
        if (!complete_) {
            lines_.push_back({true, script_->cut_off});
            events.push_back({CallEvent::Kind::hung_up_early, "", false,
                              static_cast<int>(answered_.size()) - facts_right()});
        }
        phase_ = Phase::ended;
        return;
    }
    if (phase_ == Phase::waiting && !waiting_.empty()) {
        const std::string key = waiting_.front();
        waiting_.erase(waiting_.begin());
        for (std::size_t q = 0; q < script_->questions.size(); ++q) {
            for (const CallAnswer& answer : script_->questions[q].answers) {
                if (answer.key != key) continue;
                saying_ = &answer;
                saying_question_ = static_cast<int>(q);
                lines_.push_back({false, answer.text});
                phase_ = Phase::answering;
                until_s_ = now_s + speaking_s(answer.text);
            }
        }
        return;
    }
    if (now_s < until_s_) return;
    switch (phase_) {
        case Phase::ringing:
            ask(now_s, 0, false);
            break;
        case Phase::asking:
            phase_ = Phase::waiting;
            break;
        case Phase::answering: {
            const auto q = static_cast<std::size_t>(saying_question_);
            const bool right = is_true(*saying_, truth);
            right_[q] = right ? 1 : 0;
            events.push_back({CallEvent::Kind::fact, script_->questions[q].fact, right, 0});
            // Without an address nobody can be sent: it is asked once more.
            const bool once_more = q == 0 && !right && answered_[q] == 0;
            answered_[q] = 1;
            saying_ = nullptr;
            if (once_more)
                ask(now_s, 0, true);
            else
                next(now_s);
            break;
        }
        case Phase::closing:
            if (!complete_) {
                complete_ = true;
                events.push_back({CallEvent::Kind::complete, "", true, 0});
            }
            break;
        case Phase::waiting:
        case Phase::none:
        case Phase::ended:
            break;
    }
}

}  // namespace firedrill

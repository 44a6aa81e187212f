// Texts in Chinese and English. Every text that a person may read exists in both; the language can
// be switched while running.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace firedrill {

enum class Language { zh, en };

// A name or sentence that belongs to data (a scenario, a catalogue).
struct LocalText {
    std::string zh, en;
    const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
};

// Language of the user's locale (LC_ALL, LC_MESSAGES, LANG); Chinese where it says nothing or
// C/POSIX.
Language language_of_locale();

// The program's own texts: assets/texts/*.json, each a flat object {"key": {"zh": "…", "en": "…"}}.
class Texts {
  public:
    Texts() = default;
    // Reads all files of a folder. Throws LoadError with the place where a text or language is
    // missing.
    static Texts load(const std::string& folder);

    // The text of `key`; the key itself where there is none (so that a gap is seen, not hidden).
    const std::string& get(std::string_view key, Language language) const;
    bool has(std::string_view key) const;
    const std::unordered_map<std::string, LocalText>& all() const { return texts_; }

  private:
    std::unordered_map<std::string, LocalText> texts_;
    mutable std::unordered_map<std::string, std::string> missing_;
};

}  // namespace firedrill

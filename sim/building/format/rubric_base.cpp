#include "building/format/rubric_base.hpp"

#include <algorithm>
#include <filesystem>

#include "base/paths.hpp"
#include "building/format/file.hpp"
#include "building/format/reader.hpp"
#include "building/load.hpp"

namespace firedrill::format {

template <>
inline constexpr StructInfo struct_info<RubricBase>{"rubric", "The default rubric of a place."};
template <class V, Is<RubricBase> S>
void fields(V& v, S& s) {
    v("id", s.id, needed("Name of the file."));
    v("name", s.name, needed("Shown to people."));
    v("version", s.version, said("Of this rubric."));
    v("pass_mark", s.pass_mark, within("Of 100.", 0, 100));
    v("skills", s.skills, said("What each skill counts."));
    v("items", s.items, {.about = "Its lines.", .required = true, .fewest = 1});
}

namespace {

template <class T>
T load_asset(const std::filesystem::path& path, Messages& say) {
    const std::string file = path.string();
    const Json json = parse_file_text(read_file(file, say), file, say);
    std::vector<Problem> problems;
    Ids ids;
    T out;
    Reader reader(file, say, ids, problems);
    reader.read(json, out, {});
    if (!problems.empty()) throw LoadError(problems.front());
    return out;
}

void complete(const RubricItem& item, Messages& say, std::vector<Problem>& problems) {
    const auto ask = [&](bool there, const char* key) {
        if (!there) problems.push_back(say.problem(item.place, "missing_key", {shown(key), ""}));
    };
    ask(!item.skill.empty(), "skill");
    ask(!item.text.zh.empty(), "text");
    ask(!item.reason.zh.empty(), "reason");
    ask(!item.event.empty() || !item.any_of.empty() || !item.all_of.empty(), "event");
}

}  // namespace

RubricBase load_rubric_base(const std::string& name, Messages& say) {
    return load_asset<RubricBase>(asset("rubrics/" + name + ".json"), say);
}

std::optional<RubricBase> rubric_base_of(const Json& scenario, const std::string& file,
                                         Messages& say, std::vector<Problem>& problems) {
    const Json* drill = scenario.find("drill");
    const Json* name = drill != nullptr ? drill->find("rubric_base") : nullptr;
    if (name == nullptr || name->kind != Json::Kind::string || name->string.empty()) return {};
    std::error_code error;
    const bool plain = name->string.find_first_of("/\\.") == std::string::npos;
    if (!plain || !std::filesystem::exists(asset("rubrics/" + name->string + ".json"), error)) {
        problems.push_back(say.problem({file, name->line, "/drill/rubric_base"},
                                       "unknown_rubric_base", {shown(name->string)}));
        return {};
    }
    return load_rubric_base(name->string, say);
}

void merge_rubric(DrillPlan& plan, const std::optional<RubricBase>& base, bool own_pass_mark,
                  Messages& say, std::vector<Problem>& problems) {
    std::vector<RubricItem> merged;
    if (base) {
        merged = base->items;
        for (RubricItem& own : plan.rubric) {
            const auto same = std::find_if(merged.begin(), merged.end(),
                                           [&](const RubricItem& i) { return i.id == own.id; });
            same == merged.end() ? merged.push_back(std::move(own)) : void(*same = std::move(own));
        }
        std::vector<SkillWeight> skills = base->skills;
        for (const SkillWeight& own : plan.skills) {
            const auto same = std::find_if(skills.begin(), skills.end(), [&](const SkillWeight& s) {
                return s.skill == own.skill;
            });
            same == skills.end() ? skills.push_back(own) : void(*same = own);
        }
        plan.skills = std::move(skills);
        if (!own_pass_mark) plan.pass_mark = base->pass_mark;
        plan.rubric_base.clear();
    } else {
        merged = std::move(plan.rubric);
    }
    std::erase_if(merged, [](const RubricItem& item) { return item.drop; });
    for (const RubricItem& item : merged) complete(item, say, problems);
    plan.rubric = std::move(merged);
}

}  // namespace firedrill::format

namespace firedrill {

Lesson load_lesson(const std::string& name, Language language) {
    format::Messages say(language);
    return format::load_asset<Lesson>(asset("lessons/" + name + ".json"), say);
}

std::vector<Lesson> shipped_lessons(Language language) {
    std::vector<Lesson> lessons;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(asset("lessons"), error)) {
        if (entry.path().extension() == ".json")
            lessons.push_back(load_lesson(entry.path().stem().string(), language));
    }
    std::sort(lessons.begin(), lessons.end(),
              [](const Lesson& a, const Lesson& b) { return a.id < b.id; });
    return lessons;
}

}  // namespace firedrill

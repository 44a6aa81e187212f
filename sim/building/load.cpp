#include "building/load.hpp"

#include <filesystem>

#include "building/format/catalogues.hpp"
#include "building/format/file.hpp"
#include "building/format/reader.hpp"
#include "building/format/rubric_base.hpp"
#include "building/format/writer.hpp"

namespace firedrill {

namespace {

ReadResult read_text(const std::string& text, const std::string& file, format::Messages& say) {
    ReadResult result;
    const format::Json json = format::parse_file_text(text, file, say);
    const format::Catalogues catalogues = format::load_catalogues(say);
    format::Ids ids;
    namespace kind = format::id_kind;
    for (const auto& entry : catalogues.materials) ids.add_built_in(entry.id, kind::material);
    for (const auto& entry : catalogues.fuels) ids.add_built_in(entry.id, kind::fuel);
    for (const auto& entry : catalogues.items) ids.add_built_in(entry.id, kind::item);
    for (const auto& entry : catalogues.profiles) ids.add_built_in(entry.id, kind::profile);
    format::Reader reader(file, say, ids, result.problems);
    const auto rubric = format::rubric_base_of(json, file, say, result.problems);
    if (rubric) reader.set_rubric(rubric->items);
    reader.read(json, result.scenario, {});
    ids.resolve(say, result.problems);
    if (result.scenario.drill) {
        const bool own_pass_mark = json.find("drill")->find("pass_mark") != nullptr;
        format::merge_rubric(*result.scenario.drill, rubric, own_pass_mark, say, result.problems);
    }
    result.scenario.file = file;
    return result;
}

std::string file_of(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) return path;
    return (std::filesystem::path(path) / "scenario.json").string();
}

Scenario only_sound(ReadResult result) {
    if (!result.problems.empty()) throw LoadError(result.problems.front());
    return std::move(result.scenario);
}

}  // namespace

Scenario load_scenario(const std::string& path, Language language) {
    format::Messages say(language);
    const std::string file = file_of(path);
    return only_sound(read_text(format::read_file(file, say), file, say));
}

Scenario parse_scenario(const std::string& text, const std::string& file, Language language) {
    format::Messages say(language);
    return only_sound(read_text(text, file, say));
}

ReadResult read_scenario(const std::string& path, Language language) {
    format::Messages say(language);
    const std::string file = file_of(path);
    try {
        return read_text(format::read_file(file, say), file, say);
    } catch (const LoadError& error) {
        return {{}, {error.problem()}};
    }
}

std::string write_scenario(const Scenario& scenario) {
    return format::write_json(format::to_json(scenario));
}

}  // namespace firedrill

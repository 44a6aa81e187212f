#include "building/format/catalogues.hpp"

#include "base/paths.hpp"
#include "building/format/file.hpp"
#include "building/format/reader.hpp"

namespace firedrill::format {

template <>
inline constexpr StructInfo struct_info<Catalogues>{"catalogues", "Built-in catalogue entries."};
template <class V, Is<Catalogues> S>
void fields(V& v, S& s) {
    v("materials", s.materials, said("Wall build-ups."));
    v("fuels", s.fuels, said("What burns."));
    v("items", s.items, said("Kinds of things."));
    v("profiles", s.profiles, said("Kinds of people."));
}

Catalogues load_catalogues(Messages& say) {
    Catalogues catalogues;
    std::vector<Problem> problems;
    // Fuels before the linings and things that burn; ids are unique within one catalogue: "wood"
    // may be a fuel and a thing.
    for (const char* name : {"fuels.json", "materials.json", "items.json", "profiles.json"}) {
        const std::string file = asset(name).string();
        const Json json = parse_file_text(read_file(file, say), file, say);
        Ids ids;
        for (const Fuel& fuel : catalogues.fuels) ids.add_built_in(fuel.id, id_kind::fuel);
        Reader reader(file, say, ids, problems);
        reader.read(json, catalogues, {});
        ids.resolve(say, problems);
    }
    // Things that only faults bring in: a list of items in a file of its own.
    {
        Catalogues of_faults;
        const std::string file = asset("fault_items.json").string();
        const Json json = parse_file_text(read_file(file, say), file, say);
        Ids ids;
        for (const Fuel& fuel : catalogues.fuels) ids.add_built_in(fuel.id, id_kind::fuel);
        Reader reader(file, say, ids, problems);
        reader.read(json, of_faults, {});
        ids.resolve(say, problems);
        merge(catalogues.items, of_faults.items);
    }
    if (!problems.empty()) throw LoadError(problems.front());
    return catalogues;
}

}  // namespace firedrill::format

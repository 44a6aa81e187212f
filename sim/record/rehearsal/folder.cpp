#include "record/rehearsal/folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace firedrill::rehearsal {
namespace {

namespace fs = std::filesystem;

std::string run_name(int run) {
    return fmt::format("runs/run_{:05d}.json", run);
}

[[noreturn]] void cannot_write(const std::string& file, const std::string& why) {
    throw LoadError({{file, 0, ""},
                     "cannot be written / 无法写入 (" + why + ")",
                     "check the folder, its rights and the free space / "
                     "请检查文件夹、权限和剩余空间"});
}

std::string text_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw LoadError({{file, 0, ""},
                         "cannot be opened / 无法打开",
                         "check the folder and its rights / 请检查文件夹和权限"});
    return {std::istreambuf_iterator<char>(stream), {}};
}

void make_folder(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error || !fs::is_directory(path)) cannot_write(path, error.message());
}

void refuse_another(const std::string& path, const Manifest& theirs, const Manifest& ours) {
    const std::string differs = difference(theirs, ours);
    if (differs.empty()) return;
    throw LoadError(
        {{path, 0, ""},
         "this folder holds another rehearsal / 该文件夹是另一次排练的结果 (" + differs + ")",
         "choose another folder with -o, or delete this one / "
         "请用 -o 另选文件夹,或删除该文件夹"});
}

}  // namespace

void write_whole(const std::string& file, const std::string& text) {
    // The process's number keeps jobs that share the folder from writing into each other's file.
    const std::string beside = fmt::format("{}.{}.part", file, getpid());
    const int descriptor = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) cannot_write(file, std::strerror(errno));
    std::size_t done = 0;
    int failure = 0;
    while (done < text.size() && failure == 0) {
        const ssize_t wrote = write(descriptor, text.data() + done, text.size() - done);
        if (wrote > 0)
            done += static_cast<std::size_t>(wrote);
        else if (errno != EINTR)
            failure = errno;
    }
    if (failure == 0 && fsync(descriptor) != 0 && errno != EINVAL) failure = errno;
    if (close(descriptor) != 0 && failure == 0) failure = errno;
    if (failure == 0 && std::rename(beside.c_str(), file.c_str()) != 0) failure = errno;
    if (failure != 0) {
        unlink(beside.c_str());
        cannot_write(file, std::strerror(failure));
    }
}

Folder::Folder(std::string path, const Manifest& manifest)
    : path_(std::move(path)), manifest_(manifest) {
    make_folder(path_);
    const std::string there = file("manifest.json");
    if (fs::exists(there)) {
        refuse_another(path_, read_manifest(text_of(there), there), manifest_);
    } else {
        // Somebody's own folder is not strewn with files by mistake.
        if (!fs::is_empty(path_))
            throw LoadError({{path_, 0, ""},
                             "the folder is not empty and holds no rehearsal / "
                             "该文件夹不为空,也不是排练结果",
                             "choose another folder with -o / 请用 -o 另选文件夹"});
        write_whole(there, manifest_text(manifest_));
    }
    make_folder(file("runs"));
}

std::string Folder::run_file(int run) const {
    return file(run_name(run));
}

bool Folder::has(int run) const {
    return fs::exists(run_file(run));
}

void Folder::save(int run, const std::string& text) const {
    write_whole(run_file(run), text);
}

RunResult Folder::load(int run) const {
    const std::string from = run_file(run);
    RunResult result = read_result(text_of(from), from);
    if (result.manifest != manifest_.hash())
        throw LoadError({{from, 0, ""},
                         "this run is of another rehearsal / 这是另一次排练的结果",
                         "delete the file and run the same command again / "
                         "请删除该文件后重新运行同一命令"});
    return result;
}

int Folder::merge(const std::string& other, int runs) const {
    const std::string theirs = other + "/manifest.json";
    refuse_another(other, read_manifest(text_of(theirs), theirs), manifest_);
    int came = 0;
    for (int run = 0; run < runs; ++run) {
        const std::string from = other + "/" + run_name(run);
        if (has(run) || !fs::exists(from)) continue;
        save(run, text_of(from));
        ++came;
    }
    return came;
}

}  // namespace firedrill::rehearsal

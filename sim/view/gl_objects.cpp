#include "view/gl_objects.hpp"

#include <cstddef>
#include <fstream>
#include <glm/gtc/type_ptr.hpp>
#include <iterator>

#include "base/error.hpp"
#include "base/paths.hpp"

namespace firedrill {
namespace {

GLuint compile(const std::string& name, GLenum kind) {
    const std::string file = shader(name).string();
    std::ifstream stream(file);
    if (!stream)
        throw LoadError({{file, 0, ""},
                         "the shader is missing / 缺少着色器文件",
                         "restore the folder shaders/ / 请恢复 shaders 文件夹"});
    const std::string source(std::istreambuf_iterator<char>(stream), {});
    const char* text = source.c_str();
    const GLuint id = glCreateShader(kind);
    glShaderSource(id, 1, &text, nullptr);
    glCompileShader(id);
    GLint done = 0;
    glGetShaderiv(id, GL_COMPILE_STATUS, &done);
    if (done == 0) {
        char log[2048] = "";
        glGetShaderInfoLog(id, sizeof log, nullptr, log);
        throw LoadError({{file, 0, ""},
                         std::string("OpenGL refuses the shader: ") + log,
                         "update the graphics driver / 请更新显卡驱动"});
    }
    return id;
}

}  // namespace

GlProgram::GlProgram(const std::string& vertex_file, const std::string& fragment_file) {
    const GLuint vertex = compile(vertex_file, GL_VERTEX_SHADER),
                 fragment = compile(fragment_file, GL_FRAGMENT_SHADER);
    id_ = glCreateProgram();
    glAttachShader(id_, vertex);
    glAttachShader(id_, fragment);
    glLinkProgram(id_);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    GLint done = 0;
    glGetProgramiv(id_, GL_LINK_STATUS, &done);
    if (done == 0) {
        char log[2048] = "";
        glGetProgramInfoLog(id_, sizeof log, nullptr, log);
        throw LoadError({{fragment_file, 0, ""},
                         std::string("OpenGL cannot link the shader: ") + log,
                         "update the graphics driver / 请更新显卡驱动"});
    }
}

void GlProgram::set(const char* name, const glm::mat4& value) const {
    glUniformMatrix4fv(place_of(name), 1, GL_FALSE, glm::value_ptr(value));
}
void GlProgram::set(const char* name, Vec3f value) const {
    glUniform3f(place_of(name), value.x, value.y, value.z);
}
void GlProgram::set(const char* name, float value) const {
    glUniform1f(place_of(name), value);
}
void GlProgram::set(const char* name, int value) const {
    glUniform1i(place_of(name), value);
}

GlMesh::GlMesh() {
    glGenVertexArrays(1, &array_);
    glGenBuffers(1, &vertices_);
    glGenBuffers(1, &indices_);
    glBindVertexArray(array_);
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    const auto offset = [](std::size_t bytes) { return reinterpret_cast<const void*>(bytes); };
    constexpr GLsizei stride = sizeof(Vertex);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride, offset(offsetof(Vertex, place)));
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(1, 3, GL_FLOAT, GL_FALSE, stride, offset(offsetof(Vertex, normal)));
    glEnableVertexAttribArray(2);
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, offset(offsetof(Vertex, rgba)));
    glEnableVertexAttribArray(3);
    glVertexAttribPointer(3, 4, GL_UNSIGNED_BYTE, GL_FALSE, stride,
                          offset(offsetof(Vertex, paint)));
    glBindVertexArray(0);
}

GlMesh::~GlMesh() {
    glDeleteVertexArrays(1, &array_);
    glDeleteBuffers(1, &vertices_);
    glDeleteBuffers(1, &indices_);
}

void GlMesh::upload(const Mesh& mesh, GLenum usage) {
    glBindVertexArray(array_);
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.vertices.size() * sizeof(Vertex)),
                 mesh.vertices.data(), usage);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(mesh.indices.size() * sizeof(std::uint32_t)),
                 mesh.indices.data(), usage);
    glBindVertexArray(0);
    count_ = static_cast<GLsizei>(mesh.indices.size());
}

void GlMesh::draw() const {
    if (count_ == 0) return;
    glBindVertexArray(array_);
    glDrawElements(GL_TRIANGLES, count_, GL_UNSIGNED_INT, nullptr);
}

void GlTarget::release() {
    if (framebuffer == 0) return;
    glDeleteFramebuffers(1, &framebuffer);
    glDeleteTextures(1, &colour);
    if (depth != 0) glDeleteTextures(1, &depth);
    framebuffer = colour = depth = 0;
}

void GlTarget::resize(int w, int h, GLenum format, bool with_depth) {
    if (framebuffer != 0 && w == width && h == height) return;
    release();
    width = w;
    height = h;
    const auto texture = [&](GLuint& id, GLint internal, GLenum layout, GLenum type, GLint filter) {
        glGenTextures(1, &id);
        glBindTexture(GL_TEXTURE_2D, id);
        glTexImage2D(GL_TEXTURE_2D, 0, internal, w, h, 0, layout, type, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    };
    texture(colour, static_cast<GLint>(format), GL_RGBA, GL_FLOAT, GL_LINEAR);
    if (with_depth)
        texture(depth, GL_DEPTH_COMPONENT24, GL_DEPTH_COMPONENT, GL_UNSIGNED_INT, GL_NEAREST);
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, colour, 0);
    if (with_depth)
        glFramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, depth, 0);
}

}  // namespace firedrill

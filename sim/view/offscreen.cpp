// Off-screen OpenGL through EGL's surfaceless platform: no display, no window system.

#include <EGL/egl.h>
#include <EGL/eglext.h>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>

#include <algorithm>

#include "base/error.hpp"
#include "view/gl_objects.hpp"
#include "view/picture.hpp"

namespace firedrill {
namespace {

[[noreturn]] void no_opengl(const char* what) {
    throw LoadError(
        {{"EGL", 0, ""},
         std::string("no OpenGL 3.3 without a display (") + what + ") / 无法离屏使用 OpenGL",
         "install a driver or software rendering: apt-get install libegl-mesa0 libgl1-mesa-dri / "
         "请安装驱动或软件渲染"});
}

}  // namespace

struct Offscreen::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    GLuint framebuffer = 0, colour = 0;
    int width = 0, height = 0;

    ~Impl() {
        if (context != EGL_NO_CONTEXT) {
            glDeleteFramebuffers(1, &framebuffer);
            glDeleteTextures(1, &colour);
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
        }
        if (display != EGL_NO_DISPLAY) eglTerminate(display);
    }
};

Offscreen::Offscreen(int width, int height) : impl_(std::make_unique<Impl>()) {
    Impl& impl = *impl_;
    impl.width = width;
    impl.height = height;
    const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_display != nullptr)
        impl.display = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (impl.display == EGL_NO_DISPLAY) impl.display = eglGetDisplay(EGL_DEFAULT_DISPLAY);
    if (impl.display == EGL_NO_DISPLAY ||
        eglInitialize(impl.display, nullptr, nullptr) == EGL_FALSE)
        no_opengl("no EGL display");
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) no_opengl("no desktop OpenGL");
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    eglChooseConfig(impl.display, wanted, &config, 1, &count);
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION,
                              3,
                              EGL_CONTEXT_MINOR_VERSION,
                              3,
                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                              EGL_NONE};
    impl.context =
        eglCreateContext(impl.display, count > 0 ? config : nullptr, EGL_NO_CONTEXT, version);
    if (impl.context == EGL_NO_CONTEXT ||
        eglMakeCurrent(impl.display, EGL_NO_SURFACE, EGL_NO_SURFACE, impl.context) == EGL_FALSE)
        no_opengl("no context");
    if (gladLoadGL(reinterpret_cast<GLADloadfunc>(eglGetProcAddress)) == 0)
        no_opengl("no functions");
    glGenTextures(1, &impl.colour);
    glBindTexture(GL_TEXTURE_2D, impl.colour);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glGenFramebuffers(1, &impl.framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, impl.framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, impl.colour, 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        no_opengl("no framebuffer");
}

Offscreen::~Offscreen() = default;

unsigned Offscreen::framebuffer() const {
    return impl_->framebuffer;
}

Image Offscreen::read() const {
    return read_framebuffer(impl_->framebuffer, impl_->width, impl_->height);
}

Image read_framebuffer(unsigned framebuffer, int width, int height) {
    Image image{width, height, {}};
    const auto row = static_cast<std::size_t>(3 * width);
    std::vector<std::uint8_t> bottom_up(row * static_cast<std::size_t>(height));
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, bottom_up.data());
    image.rgb.resize(bottom_up.size());
    for (int y = 0; y < height; ++y) {
        std::copy_n(bottom_up.begin() + static_cast<std::ptrdiff_t>(row) * (height - 1 - y), row,
                    image.rgb.begin() + static_cast<std::ptrdiff_t>(row) * y);
    }
    return image;
}

std::string jpeg_of(const Image& image, int quality) {
    std::string bytes;
    stbi_write_jpg_to_func(
        [](void* to, void* part, int size) {
            static_cast<std::string*>(to)->append(static_cast<const char*>(part),
                                                  static_cast<std::size_t>(size));
        },
        &bytes, image.width, image.height, 3, image.rgb.data(), quality);
    return bytes;
}

void write_png(const Image& image, const std::string& file) {
    if (stbi_write_png(file.c_str(), image.width, image.height, 3, image.rgb.data(),
                       3 * image.width) == 0) {
        throw LoadError({{file, 0, ""},
                         "the picture cannot be written / 图片无法写入",
                         "check the folder and the free space / 请检查文件夹和剩余空间"});
    }
}

}  // namespace firedrill

#include "app/window/sound.hpp"

#include <AL/al.h>
#include <AL/alc.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include <glm/geometric.hpp>

#include "base/random.hpp"

namespace firedrill {
namespace {

constexpr int sample_rate_hz = 22050;

using Samples = std::vector<std::int16_t>;

std::int16_t sample_of(double value) {
    return static_cast<std::int16_t>(std::clamp(value, -1.0, 1.0) * 32000.0);
}

// Slow whoop: 500 to 1200 Hz in 3.5 s, then 0.5 s of silence, the evacuation tone of ISO 8201
// systems in wide use (NEN 2575 form).
Samples alarm_tone() {
    Samples samples(sample_rate_hz * 4);
    double phase = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / sample_rate_hz;
        if (t >= 3.5) break;
        phase += 2 * std::numbers::pi * (500.0 + 200.0 * t) / sample_rate_hz;
        samples[i] = sample_of(0.35 * std::sin(phase) + 0.10 * std::sin(3 * phase));
    }
    return samples;
}

Samples filtered_noise(double seconds, double smoothing, double loudness, bool crackle) {
    Samples samples(static_cast<std::size_t>(sample_rate_hz * seconds));
    RandomStream random(1, crackle ? 2 : 1);
    double low = 0, burst = 0;
    for (auto& sample : samples) {
        low += smoothing * (random.uniform(-1, 1) - low);
        if (crackle && random.uniform() < 12.0 / sample_rate_hz) burst = random.uniform(0.3, 1.0);
        burst *= 0.996;
        sample = sample_of(loudness * low + (crackle ? burst * random.uniform(-0.6, 0.6) : 0.0));
    }
    return samples;
}

}  // namespace

struct Sound::Impl {
    ALCdevice* device = nullptr;
    ALCcontext* context = nullptr;
    struct Voice {
        ALuint buffer = 0, source = 0;
        bool playing = false;
    };
    Voice alarm, hiss, fire;

    Voice make_voice(const Samples& samples) {
        Voice voice;
        alGenBuffers(1, &voice.buffer);
        alBufferData(voice.buffer, AL_FORMAT_MONO16, samples.data(),
                     static_cast<ALsizei>(samples.size() * sizeof(std::int16_t)), sample_rate_hz);
        alGenSources(1, &voice.source);
        alSourcei(voice.source, AL_BUFFER, static_cast<ALint>(voice.buffer));
        alSourcei(voice.source, AL_LOOPING, AL_TRUE);
        alSourcei(voice.source, AL_SOURCE_RELATIVE, AL_TRUE);
        return voice;
    }

    static void play(Voice& voice, bool wanted, float gain) {
        if (wanted) alSourcef(voice.source, AL_GAIN, gain);
        if (wanted == voice.playing) return;
        wanted ? alSourcePlay(voice.source) : alSourceStop(voice.source);
        voice.playing = wanted;
    }
};

Sound::Sound() : impl_(std::make_unique<Impl>()) {
    impl_->device = alcOpenDevice(nullptr);
    if (impl_->device == nullptr) return;
    impl_->context = alcCreateContext(impl_->device, nullptr);
    if (impl_->context == nullptr || alcMakeContextCurrent(impl_->context) == ALC_FALSE) {
        if (impl_->context != nullptr) alcDestroyContext(impl_->context);
        alcCloseDevice(impl_->device);
        impl_->context = nullptr;
        impl_->device = nullptr;
        return;
    }
    impl_->alarm = impl_->make_voice(alarm_tone());
    impl_->hiss = impl_->make_voice(filtered_noise(2.0, 0.6, 0.5, false));
    impl_->fire = impl_->make_voice(filtered_noise(4.0, 0.03, 1.2, true));
}

Sound::~Sound() {
    if (impl_->device == nullptr) return;
    for (Impl::Voice* voice : {&impl_->alarm, &impl_->hiss, &impl_->fire}) {
        alDeleteSources(1, &voice->source);
        alDeleteBuffers(1, &voice->buffer);
    }
    alcMakeContextCurrent(nullptr);
    alcDestroyContext(impl_->context);
    alcCloseDevice(impl_->device);
}

bool Sound::available() const {
    return impl_->device != nullptr;
}

int Sound::playing() const {
    int count = 0;
    for (const Impl::Voice* voice : {&impl_->alarm, &impl_->hiss, &impl_->fire}) {
        ALint state = 0;
        if (available()) alGetSourcei(voice->source, AL_SOURCE_STATE, &state);
        count += state == AL_PLAYING;
    }
    return count;
}

void Sound::update(const Snapshot& snapshot, bool muted) {
    if (!available()) return;
    // Loudness of the nearest fire falls with distance; the alarm is heard everywhere.
    double fire_gain = 0;
    for (const SnapshotSource& source : snapshot.sources) {
        if (source.state != BurnState::burning) continue;
        const double distance_m = std::max(1.0, glm::distance(source.base, snapshot.trainee.feet));
        fire_gain =
            std::max(fire_gain, std::min(1.0, std::sqrt(source.hrr_kw / 200.0) / distance_m));
    }
    Impl::play(impl_->alarm, snapshot.alarm && !muted, 0.5f);
    Impl::play(impl_->hiss, snapshot.trainee.discharging && !muted, 0.8f);
    Impl::play(impl_->fire, fire_gain > 0.02 && !muted, static_cast<float>(fire_gain));
}

}  // namespace firedrill

#version 330 core
// Scene behind smoke, then tone mapping. The smoke is coarser than the scene: of its four nearest texels those count
// that lie about as deep as the pixel, so that smoke does not bleed over edges.
in vec2 uv;
uniform sampler2D scene;
uniform sampler2D scene_depth;
uniform sampler2D smoke;
uniform vec2 smoke_size;
uniform float near_m;
uniform float far_m;
uniform float exposure;
out vec4 result;
float metres(float z) { return near_m * far_m / (far_m - z * (far_m - near_m)); }
void main() {
    vec3 colour = texture(scene, uv).rgb;
    float own = metres(texture(scene_depth, uv).r);
    vec2 p = uv * smoke_size - 0.5;
    vec2 base = floor(p), f = p - base;
    vec4 sum = vec4(0.0);
    float weights = 0.0;
    for (int j = 0; j < 2; ++j) {
        for (int i = 0; i < 2; ++i) {
            vec2 at = (base + vec2(i, j) + 0.5) / smoke_size;
            float other = metres(texture(scene_depth, at).r);
            float w = (i == 0 ? 1.0 - f.x : f.x) * (j == 0 ? 1.0 - f.y : f.y) / (0.02 + abs(other - own) / own) + 1e-5;
            sum += w * texture(smoke, at);
            weights += w;
        }
    }
    vec4 haze = sum / weights;
    colour = colour * haze.a + haze.rgb;
    colour *= exposure;
    colour = (colour * (2.51 * colour + 0.03)) / (colour * (2.43 * colour + 0.59) + 0.14);   // ACES fit (Narkowicz 2015)
    result = vec4(pow(clamp(colour, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
}

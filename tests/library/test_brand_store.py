"""The brand is kept."""

from newsletter_app.content.brand import Brand, BrandLink


def test_a_new_library_has_the_usual_brand(library):
    assert library.brand.load() == Brand()


def test_a_brand_comes_back_as_it_was_given(library):
    brand = Brand(
        name="Example\x00 Project", address="1 Road\nTown", links=(BrandLink("Home", "https://example.org"),)
    )
    assert library.brand.save(brand).brand
    back = library.brand.load()
    assert (back.name, back.address, back.links) == ("Example Project", "1 Road\nTown", brand.links)
    assert not library.brand.save(brand)

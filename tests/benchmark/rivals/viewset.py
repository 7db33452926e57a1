"""What a team writes by hand with Django REST Framework: a serializer and a viewset over the page model."""

from rest_framework import serializers, viewsets
from rest_framework.pagination import LimitOffsetPagination
from wagtail.images.api.fields import ImageRenditionField

from cms.models import Contact
from procedures.models import Condition, ProcedurePage, Specialty


class SpecialtySerializer(serializers.ModelSerializer):
    class Meta:
        model = Specialty
        fields = ("id", "slug", "name")


class ConditionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Condition
        fields = ("id", "slug", "name")


class ContactSerializer(serializers.ModelSerializer):
    class Meta:
        model = Contact
        fields = ("id", "label", "phone")


class SummarySerializer(serializers.ModelSerializer):
    specialties = SpecialtySerializer(many=True)

    class Meta:
        model = ProcedurePage
        fields = ("id", "slug", "title", "summary", "body_area", "specialties", "first_published_at")


class TreatmentSerializer(SummarySerializer):
    conditions = ConditionSerializer(many=True)
    contact = ContactSerializer()
    picture = ImageRenditionField("width-400", source="image")
    sections = serializers.SerializerMethodField()

    class Meta:
        model = ProcedurePage
        fields = (*SummarySerializer.Meta.fields, "conditions", "contact", "picture", "procedure_type", "sections")

    def get_sections(self, page):
        return page.sections.stream_block.get_api_representation(page.sections, self.context)


class Pagination(LimitOffsetPagination):
    default_limit = 20
    max_limit = 100


class TreatmentViewSet(viewsets.ReadOnlyModelViewSet):
    lookup_field = "slug"
    pagination_class = Pagination

    def get_queryset(self):
        pages = ProcedurePage.objects.live().public().order_by("title").prefetch_related("specialties")
        if area := self.request.query_params.get("body_area"):
            pages = pages.filter(body_area=area)
        if words := self.request.query_params.get("search"):
            pages = pages.filter(title__icontains=words)
        if self.action == "list":
            return pages.defer("sections", "facts")
        return pages.select_related("image", "contact").prefetch_related("conditions", "image__renditions")

    def get_serializer_class(self):
        return SummarySerializer if self.action == "list" else TreatmentSerializer
